/// The version of Interdict, as its programs and packages tell it.
package enum Version {
    package static let text = "0.1.0"
}
