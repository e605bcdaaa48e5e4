/// The elements that matter for text; all others are inline and carry no meaning.
enum HTMLElement: String, CaseIterable {
    case html, head, body, main, article, section, div, span, header, footer, nav, aside, hgroup, address
    case p, br, hr, pre, blockquote, h1, h2, h3, h4, h5, h6
    case ul, ol, li, dl, dt, dd, table, thead, tbody, tfoot, tr, td, th, caption
    case figure, figcaption, details, summary, a
    case title, meta, link, base, img, input, source, wbr, col
    case script, style, noscript, template, svg, math, iframe, object, video, audio, canvas, map
    case form, button, select, textarea, label, fieldset, dialog, menu
    case other = ""

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The element of this name in lower case, or nil for one that doesn't matter.
    init?(name: String) {
        guard !name.isEmpty, let element = Self.byName[name] else { return nil }
        self = element
    }

    /// Has no content and no closing tag.
    var isVoid: Bool {
        switch self {
        case .br, .hr, .meta, .link, .base, .img, .input, .source, .wbr, .col: true
        default: false
        }
    }

    /// Its content is characters up to its closing tag.
    var holdsRawText: Bool {
        switch self {
        case .script, .style, .textarea, .title, .iframe: true
        default: false
        }
    }

    /// Its content is never part of an article's text.
    var isNeverText: Bool {
        switch self {
        case .script, .style, .noscript, .template, .svg, .math, .iframe, .object, .video, .audio, .canvas, .map: true
        case .form, .button, .select, .textarea, .dialog, .menu, .nav, .footer, .aside, .head: true
        default: false
        }
    }

    /// Runs on in the line it stands in.
    var isInline: Bool {
        switch self {
        case .span, .a, .label, .wbr, .img, .input, .other, .title, .meta, .link, .base, .source, .col: true
        case .br, .td, .th: true
        default: isNeverText && self != .nav && self != .footer && self != .aside && self != .form
        }
    }

    var isHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }

    /// What an unclosed one of these ends when the next begins.
    var closesOpen: Set<HTMLElement> {
        switch self {
        case .li: [.li]
        case .dt, .dd: [.dt, .dd]
        case .tr: [.tr, .td, .th]
        case .td, .th: [.td, .th]
        case .body: [.head]
        default: []
        }
    }
}
