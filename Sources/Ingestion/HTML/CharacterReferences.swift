/// Character references of HTML: `&amp;`, `&#8217;`, `&#x2019;`.
package enum CharacterReferences {
    /// U+00A0…U+00FF in order: the names of HTML 4's Latin-1 set.
    private static let latin1 =
        """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
        micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
        AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
        times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
        egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
        ugrave uacute ucirc uuml yacute thorn yuml
        """

    /// The others that news pages use, each followed by its code point.
    private static let others =
        """
        amp 26 lt 3C gt 3E quot 22 apos 27 lpar 28 rpar 29 comma 2C period 2E colon 3A semi 3B excl 21 quest 3F \
        num 23 dollar 24 percnt 25 ast 2A plus 2B equals 3D commat 40 lsqb 5B rsqb 5D lowbar 5F grave 60 verbar 7C \
        sol 2F bsol 5C hyphen 2010 dash 2010 NewLine A Tab 9 Amacr 100 amacr 101 Abreve 102 abreve 103 Aogon 104 \
        aogon 105 Cacute 106 cacute 107 Ccaron 10C ccaron 10D Dcaron 10E dcaron 10F Dstrok 110 dstrok 111 Emacr 112 \
        emacr 113 Eogon 118 eogon 119 Ecaron 11A ecaron 11B Gbreve 11E gbreve 11F Imacr 12A imacr 12B Idot 130 \
        imath 131 Lstrok 141 lstrok 142 Nacute 143 nacute 144 Ncaron 147 ncaron 148 Omacr 14C omacr 14D Odblac 150 \
        odblac 151 OElig 152 oelig 153 Rcaron 158 rcaron 159 Sacute 15A sacute 15B Scedil 15E scedil 15F Scaron 160 \
        scaron 161 Tcaron 164 tcaron 165 Umacr 16A umacr 16B Uring 16E uring 16F Udblac 170 udblac 171 Yuml 178 \
        Zacute 179 zacute 17A Zdot 17B zdot 17C Zcaron 17D zcaron 17E fnof 192 circ 2C6 tilde 2DC ensp 2002 \
        emsp 2003 thinsp 2009 zwnj 200C zwj 200D lrm 200E rlm 200F ndash 2013 mdash 2014 lsquo 2018 rsquo 2019 \
        sbquo 201A ldquo 201C rdquo 201D bdquo 201E dagger 2020 Dagger 2021 bull 2022 hellip 2026 permil 2030 \
        prime 2032 Prime 2033 lsaquo 2039 rsaquo 203A euro 20AC trade 2122 larr 2190 uarr 2191 rarr 2192 darr 2193 \
        minus 2212 asymp 2248 ne 2260 le 2264 ge 2265 infin 221E numero 2116 check 2713
        """

    /// What bytes 0x80…0x9F mean in windows-1252; pages write these as numbers though they are control characters.
    private static let windows1252 = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars
    )

    private static let named: [String: Unicode.Scalar] = {
        var table: [String: Unicode.Scalar] = [:]
        for (offset, name) in latin1.split(separator: " ").enumerated() {
            table[String(name)] = Unicode.Scalar(UInt8(0xA0 + offset))
        }
        let words = others.split(separator: " ")
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            table[String(words[index])] = UInt32(words[index + 1], radix: 16).flatMap(Unicode.Scalar.init)
        }
        return table
    }()

    /// The character that a reference at `start` (the `&`) stands for and the index after it, or nil where there is none.
    package static func decode(_ bytes: [UInt8], at start: Int, before end: Int) -> (scalar: Unicode.Scalar, next: Int)?
    {
        guard bytes[start] == 0x26, start + 2 < end else { return nil }
        if bytes[start + 1] == 0x23 { return decodeNumber(bytes, at: start + 2, before: end) }
        var index = start + 1
        while index < min(end, start + 12), bytes[index].isLetter || 0x30...0x39 ~= bytes[index] { index += 1 }
        guard let scalar = named[String(decoding: bytes[start + 1..<index], as: UTF8.self)] else { return nil }
        if index < end, bytes[index] == 0x3B { return (scalar, index + 1) }
        return scalar.value < 0x100 ? (scalar, index) : nil
    }

    private static func decodeNumber(
        _ bytes: [UInt8],
        at start: Int,
        before end: Int
    ) -> (scalar: Unicode.Scalar, next: Int)? {
        let isHexadecimal = bytes[start] == 0x78 || bytes[start] == 0x58
        var index = isHexadecimal ? start + 1 : start
        let digits = index
        var value: UInt32 = 0
        while index < end, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue,
            isHexadecimal || digit < 10
        {
            value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
            index += 1
        }
        guard index > digits else { return nil }
        return (scalar(of: value), index < end && bytes[index] == 0x3B ? index + 1 : index)
    }

    private static func scalar(of value: UInt32) -> Unicode.Scalar {
        switch value {
        case 0x80...0x9F: windows1252[Int(value - 0x80)]
        case 0x09, 0x0A, 0x0D: Unicode.Scalar(UInt8(value))
        case 1..<0x20: " "
        default: value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
        }
    }
}
