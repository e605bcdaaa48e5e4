/// What a tag's attributes tell about its content.
struct HTMLAttributes {
    private let tag: HTMLTag
    private let bytes: [UInt8]

    init(_ tag: HTMLTag, _ bytes: [UInt8]) {
        self.tag = tag
        self.bytes = bytes
    }

    /// An attribute's value in lower case.
    subscript(name: String) -> String? {
        tag.values[name].map { String(decoding: bytes[$0].prefix(400), as: UTF8.self).lowercased() }
    }

    /// Hidden, or of a role that no article has.
    var isNoText: Bool {
        guard !tag.values.isEmpty else { return false }
        if let role = self["role"], Self.roles.contains(role) { return true }
        if self["aria-hidden"] == "true" { return true }
        guard let style = self["style"] else { return false }
        return style.filter { $0 != " " }.contains("display:none")
    }

    var region: HTMLRegion? {
        if self["itemprop"] == "articlebody" { return .articleBody }
        if self["role"] == "main" { return .main }
        return self["role"] == "article" ? .article : nil
    }

    /// Whether class or id are those of menus, comments, advertisements; and not also of the article itself.
    var isUnlikely: Bool {
        var isUnlikely = false
        for value in [self["class"], self["id"]] {
            for word in (value ?? "").split(whereSeparator: { !$0.isLetter }) {
                if Self.likely.contains(String(word)) { return false }
                if Self.unlikely.contains(String(word)) { isUnlikely = true }
            }
        }
        return isUnlikely
    }

    private static let roles: Set<String> = [
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar",
        "toolbar",
    ]
    private static let likely: Set<String> = [
        "article", "articlebody", "body", "content", "main", "story", "entry", "text", "paragraph",
    ]
    private static let unlikely: Set<String> = [
        "ad", "ads", "advert", "advertisement", "adslot", "adunit", "banner", "breadcrumb", "breadcrumbs", "comment",
        "comments", "consent", "cookie", "cookies", "disqus", "footer", "gdpr", "hidden", "masthead", "menu", "modal",
        "nav", "navbar", "navigation", "newsletter", "outbrain", "overlay", "pagination", "paywall", "popup", "promo",
        "recommended", "recommendations", "related", "share", "sharebar", "sharing", "sidebar", "skip", "social",
        "sponsor", "sponsored", "subscribe", "subscription", "taboola", "toolbar", "widget",
    ]
}
