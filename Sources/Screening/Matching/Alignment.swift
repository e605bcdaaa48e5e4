/// Which parts of one name answer to which parts of another.
struct Alignment: Sendable {
    struct Link: Sendable {
        /// Places of the parts; more than one where words were written together.
        var ours: Range<Int>
        var theirs: Range<Int>
        var likeness: Float
    }

    private(set) var links: [Link] = []
    private(set) var isOursMet: [Bool]
    private(set) var isTheirsMet: [Bool]

    /// Joins the likest parts first, each part once.
    init(_ ours: [NamePart], _ theirs: [NamePart]) {
        isOursMet = [Bool](repeating: false, count: ours.count)
        isTheirsMet = [Bool](repeating: false, count: theirs.count)
        var candidates = Self.single(ours, theirs)
        if candidates.count(where: { $0.likeness > 0.9 }) < min(ours.count, theirs.count) || ours.count != theirs.count
        {
            candidates += Self.joined(ours, theirs)
        }
        candidates.sort { Self.comesFirst($0, $1) }
        for link in candidates where isFree(link) {
            links.append(link)
            for place in link.ours { isOursMet[place] = true }
            for place in link.theirs { isTheirsMet[place] = true }
        }
    }

    private func isFree(_ link: Link) -> Bool {
        !link.ours.contains { isOursMet[$0] } && !link.theirs.contains { isTheirsMet[$0] }
    }

    /// The likest first; then whole words before joined ones; then by order, so that the outcome is always the same.
    private static func comesFirst(_ a: Link, _ b: Link) -> Bool {
        if a.likeness != b.likeness { return a.likeness > b.likeness }
        if a.ours.count + a.theirs.count != b.ours.count + b.theirs.count {
            return a.ours.count + a.theirs.count > b.ours.count + b.theirs.count
        }
        let (left, right) = (abs(a.ours.lowerBound - a.theirs.lowerBound), abs(b.ours.lowerBound - b.theirs.lowerBound))
        if left != right { return left < right }
        return (a.ours.lowerBound, a.theirs.lowerBound) < (b.ours.lowerBound, b.theirs.lowerBound)
    }

    private static func single(_ ours: [NamePart], _ theirs: [NamePart]) -> [Link] {
        var links: [Link] = []
        for (i, a) in ours.enumerated() {
            for (j, b) in theirs.enumerated() {
                let likeness = Similarity.of(a, b)
                if likeness >= Similarity.least {
                    links.append(Link(ours: i..<i + 1, theirs: j..<j + 1, likeness: likeness))
                }
            }
        }
        return links
    }

    /// Links of one word with two or three neighbours written together, either way.
    private static func joined(_ ours: [NamePart], _ theirs: [NamePart]) -> [Link] {
        var links: [Link] = []
        for length in 2...3 {
            eachMeeting(ours, length, theirs) { group, j in
                let likeness = likeness(group, theirs[j])
                if likeness > 0.84 { links.append(Link(ours: group.range, theirs: j..<j + 1, likeness: likeness)) }
            }
            eachMeeting(theirs, length, ours) { group, i in
                let likeness = likeness(group, ours[i])
                if likeness > 0.84 { links.append(Link(ours: i..<i + 1, theirs: group.range, likeness: likeness)) }
            }
        }
        return links
    }

    private struct Group {
        var range: Range<Int>
        var text: [UInt8]
        var looseness: Looseness
    }

    /// Calls for so many neighbours together with each word that they may be when written together.
    ///
    /// Words written together begin with the same letter and are about as long. Where vowels aren't written, several words
    /// are hardly ever the only word of another name. What `bin` parts is never written together.
    private static func eachMeeting(
        _ parts: [NamePart],
        _ length: Int,
        _ words: [NamePart],
        _ call: (Group, Int) -> Void
    ) {
        guard parts.count >= length else { return }
        for start in 0...parts.count - length {
            let range = start..<start + length
            var count = 0
            var looseness = Looseness.exact
            for place in range {
                count += parts[place].text.count
                looseness = max(looseness, parts[place].looseness)
            }
            var group: Group?
            for word in words.indices where words[word].text.count > 3 {
                let isLoose = max(looseness, words[word].looseness) > .strict
                guard words[word].text.first == parts[start].text.first,
                    abs(count - words[word].text.count) <= (isLoose ? 5 : 2), !isLoose || words.count > 1,
                    !range.dropFirst().contains(where: { parts[$0].role == .patronymic })
                else { continue }
                let met = group ?? Group(range: range, text: parts[range].flatMap(\.text), looseness: looseness)
                group = met
                call(met, word)
            }
        }
    }

    private static func likeness(_ group: Group, _ part: NamePart) -> Float {
        if group.text == part.text { return 0.98 }
        guard part.kind == .word || part.kind == .generic else { return 0 }
        let looseness = Looseness.between(group.looseness, part.looseness)
        if looseness > .strict, group.text.first != part.text.first { return 0 }
        let sounds = Phones.of(group.text, group.looseness)
        let likeness =
            part.looseness > group.looseness
            ? Similarity.ofSounds(part.phones, sounds, looseness) : Similarity.ofSounds(sounds, part.phones, looseness)
        return looseness <= .strict || likeness > 0.95 ? likeness - 0.02 : 0
    }
}
