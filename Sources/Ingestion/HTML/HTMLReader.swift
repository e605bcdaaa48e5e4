/// Reads a page's blocks in one pass.
struct HTMLReader {
    struct Reading {
        var blocks: [HTMLBlock] = []
        /// What the page calls itself for social networks; commonly the plain headline.
        var socialTitle: String?
        var title: String?
        /// A whole page rather than a fragment.
        var isPage = false
    }

    private struct Open {
        let element: HTMLElement
        let isSkipped: Bool
        let region: HTMLRegion?
    }

    /// Deeper elements aren't tracked; their text is kept.
    private static let deepest = 512

    private var tokenizer: HTMLTokenizer
    private let dropsUnlikely: Bool
    private var reading = Reading()
    private var stack: [Open] = []
    private var skipped = 0
    private var links = 0
    private var preformatted = 0
    private var regions: [HTMLRegion: Int] = [:]
    private var depths: [HTMLRegion: Int] = [:]
    private var block = HTMLBlock()
    private var needsBlank = false

    init(_ bytes: [UInt8], dropsUnlikely: Bool) {
        tokenizer = HTMLTokenizer(bytes)
        self.dropsUnlikely = dropsUnlikely
    }

    consuming func read() -> Reading {
        while let token = tokenizer.next() {
            switch token {
            case .text(let range): add(range)
            case .open(let tag): open(tag)
            case .close(let element): close(element)
            }
        }
        endBlock()
        return reading
    }

    // MARK: Elements

    private mutating func open(_ tag: HTMLTag) {
        let element = tag.element
        switch element {
        case .br: lineBreak()
        case .meta: readMeta(tag)
        case .html, .body, .head, .nav: reading.isPage = true
        case .td, .th: if !block.text.isEmpty { block.text.append(0x09) }
        default: break
        }
        if !element.isInline { endBlock() }
        guard !element.isVoid, element != .other, !tag.isSelfClosing || !element.isNeverText else { return }
        closeUnclosed(before: element)
        guard stack.count < Self.deepest else { return }
        push(Open(element: element, isSkipped: isSkipped(tag), region: region(tag)))
    }

    private mutating func push(_ open: Open) {
        stack.append(open)
        if open.isSkipped { skipped += 1 }
        if open.element == .a { links += 1 }
        if open.element == .pre { preformatted += 1 }
        if let region = open.region {
            if depths[region, default: 0] == 0 { regions[region, default: 0] += 1 }
            depths[region, default: 0] += 1
        }
    }

    private mutating func pop() {
        guard let open = stack.popLast() else { return }
        if !open.element.isInline { endBlock() }
        if open.isSkipped { skipped -= 1 }
        if open.element == .a { links -= 1 }
        if open.element == .pre { preformatted -= 1 }
        if let region = open.region { depths[region, default: 1] -= 1 }
    }

    private mutating func close(_ element: HTMLElement) {
        if element == .p || !element.isInline { endBlock() }
        guard let index = stack.lastIndex(where: { $0.element == element }) else { return }
        while stack.count > index { pop() }
    }

    /// Ends the elements whose closing tags may be left out.
    private mutating func closeUnclosed(before element: HTMLElement) {
        if element == .a, links > 0 { return close(.a) }
        let ended = element.closesOpen
        while let last = stack.last, ended.contains(last.element) { pop() }
    }

    private func isSkipped(_ tag: HTMLTag) -> Bool {
        let element = tag.element
        if element.isNeverText || tag.isHidden { return true }
        if element == .header { return depths[.article, default: 0] == 0 && depths[.main, default: 0] == 0 }
        guard element != .html, element != .body, element != .article, element != .main else { return false }
        return HTMLAttributes(tag, tokenizer.bytes).isNoText
            || (dropsUnlikely && HTMLAttributes(tag, tokenizer.bytes).isUnlikely)
    }

    private func region(_ tag: HTMLTag) -> HTMLRegion? {
        switch tag.element {
        case .article: .article
        case .main: .main
        default: tag.values.isEmpty ? nil : HTMLAttributes(tag, tokenizer.bytes).region
        }
    }

    private mutating func readMeta(_ tag: HTMLTag) {
        let attributes = HTMLAttributes(tag, tokenizer.bytes)
        guard reading.socialTitle == nil, attributes["property"] == "og:title", let range = tag.values["content"] else {
            return
        }
        var plain = HTMLBlock()
        var blank = false
        append(range, to: &plain, &blank)
        reading.socialTitle = plain.text.isEmpty ? nil : plain.string
    }

    // MARK: Text

    private mutating func add(_ range: Range<Int>) {
        if stack.last?.element == .title { return readTitle(range) }
        guard skipped == 0 else { return }
        let before = block.text.count
        append(range, to: &block, &needsBlank)
        if links > 0 { block.linkBytes += block.text.count - before }
        guard !block.text.isEmpty else { return }
        if before == 0 { describeBlock() }
    }

    private mutating func readTitle(_ range: Range<Int>) {
        var plain = HTMLBlock()
        var blank = false
        append(range, to: &plain, &blank)
        if reading.title == nil, !plain.text.isEmpty { reading.title = plain.string }
    }

    /// Notes what the block is, at its first character.
    private mutating func describeBlock() {
        block.isHeading = stack.contains { $0.element.isHeading }
        block.isTopHeading = stack.contains { $0.element == .h1 }
        for region in HTMLRegion.allCases where depths[region, default: 0] > 0 {
            block.regions[region] = regions[region]
        }
    }

    private func append(_ range: Range<Int>, to block: inout HTMLBlock, _ needsBlank: inout Bool) {
        let bytes = tokenizer.bytes
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte.isBlank {
                if preformatted > 0, byte == 0x0A { Self.endLine(&block) } else { needsBlank = true }
                index += 1
            } else if let (scalar, next) = CharacterReferences.decode(bytes, at: index, before: range.upperBound) {
                if scalar.properties.isWhitespace {
                    needsBlank = true
                } else if scalar != "\u{AD}" {
                    Self.flush(&needsBlank, &block)
                    block.text.append(contentsOf: String(scalar).utf8)
                }
                index = next
            } else {
                Self.flush(&needsBlank, &block)
                block.text.append(byte)
                index += 1
            }
        }
    }

    /// A line end of preformatted text; an empty line at most, and none at the start.
    private static func endLine(_ block: inout HTMLBlock) {
        guard !block.text.isEmpty, !block.text.suffix(2).allSatisfy({ $0 == 0x0A }) else { return }
        block.text.append(0x0A)
    }

    private static func flush(_ needsBlank: inout Bool, _ block: inout HTMLBlock) {
        if needsBlank, let last = block.text.last, !last.isBlank { block.text.append(0x20) }
        needsBlank = false
    }

    /// One line end; two in a row end the paragraph.
    private mutating func lineBreak() {
        guard skipped == 0, let last = block.text.last else { return }
        needsBlank = false
        if last == 0x0A { endBlock() } else { block.text.append(0x0A) }
    }

    private mutating func endBlock() {
        while let last = block.text.last, last.isBlank { block.text.removeLast() }
        if !block.text.isEmpty { reading.blocks.append(block) }
        block = HTMLBlock()
        needsBlank = false
    }
}
