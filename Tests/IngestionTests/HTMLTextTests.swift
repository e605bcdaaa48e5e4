import Testing

@testable import Ingestion

@Suite(.timeLimit(.minutes(5)))
struct HTMLTextTests {
    @Test(arguments: [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/><br />Three", "One\nTwo\n\nThree"),
        ("<p>a  <i>b</i>\n c<span>d</span></p>", "a b cd"),
        ("<ul><li>x<li>y</ul>z", "x\n\ny\n\nz"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1\t2\n\n3"),
        ("a<!-- no > --> b <![CDATA[c]]>", "a b c]]>"),
        ("<script>if (a < b) { '</p>' }</script><style>p{}</style>x", "x"),
        ("<SCRIPT>x</Script >y", "y"),
        ("AT&amp;T &lt;b&gt; &quot;q&quot; &#8217;&#x2019;&#146;", "AT&T <b> \"q\" ’’’"),
        ("&nbsp;&euro;5 &copy 2024 &unknown; & x", "€5 © 2024 &unknown; & x"),
        ("soft&shy;hyphen", "softhyphen"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<p hidden>no</p><p style='display: none'>no</p><p aria-hidden=true>no</p>yes", "yes"),
        ("<a href='x>y'>link</a> text", "link text"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("</div></p>stray", "stray"),
        ("<", "<"), ("<p", ""), ("<p class=\"", ""), ("<!--", ""), ("&", "&"), ("&#;", "&#;"),
        ("&#x110000;", "\u{FFFD}"),
    ])
    func `HTML becomes text`(html: String, text: String) {
        #expect(HTMLText.extract(from: html).body == text)
    }

    private static let sentence =
        "The ministry said on Thursday that it had added ships and firms to its list of sanctions. "

    @Test func `a page gives its article and headline without what surrounds them`() {
        let page = """
            <!DOCTYPE html><html><head><title>Ships listed - Wire</title><meta property="og:title" content="Ships &amp; firms listed">
            <script>var a = "<article>";</script></head><body class="has-sidebar nav-open"><header><h2>Wire</h2></header>
            <nav><ul><li><a href="/">Home</a></ul></nav>
            <main><article><h1>Ships &amp; firms listed</h1><div class="share-tools">Share on X</div>
            <p>\(Self.sentence)\(Self.sentence)</p><p>Advertisement</p>
            <aside>Also read</aside><p>\(Self.sentence)</p><div class="related"><a href="x">Another story of the day</a></div></article>
            <article><h2>Teaser</h2><p>Something else.</p></article></main>
            <footer>© 2024 Wire</footer></body></html>
            """
        let result = HTMLText.extract(from: page)
        let paragraph = Self.sentence.dropLast()
        #expect(result.title == "Ships & firms listed")
        #expect(result.body == "\(Self.sentence)\(paragraph)\n\n\(paragraph)")
    }

    @Test func `text is kept where all of it looks unlikely`() {
        let page = "<html><body><div class=\"widget\"><p>\(Self.sentence)\(Self.sentence)</p></div></body></html>"
        #expect(HTMLText.extract(from: page).body.hasPrefix("The ministry"))
    }

    @Test(arguments: [
        ("<p>One</p>", true), ("<!doctype html>", true), ("  <div>x</div>", true), ("a<br>b<br>c<p>d</p>", true),
        ("plain", false), ("x < y and y > z", false), ("the <p> tag", false), ("<Name withheld> said", false),
        ("a <b>bold</b> word", false), ("<p", false),
    ])
    func `evident HTML is told from text`(text: String, isHTML: Bool) {
        #expect(HTMLText.isHTML(text) == isHTML)
    }

    @Test(arguments: ["<div>", "<a>", "<!--", "<p x='", "&amp", "</", "<script>", "<![CDATA[", "<b x=", "&#", "<li>"])
    func `a megabyte of one thing takes bounded time`(piece: String) {
        let html = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        #expect(HTMLText.extract(from: html).body.utf8.count <= html.utf8.count)
    }
}
