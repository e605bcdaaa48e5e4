package import Fuzzing
package import Ingestion

/// A disk in memory that fails at a chosen operation and can lose whatever was not synced.
package final class SimulatedDisk: JournalFiles {
    /// One file's bytes: those that survive a power cut, and those that programs see.
    final class Node {
        var durable: [UInt8]
        var visible: [UInt8]

        init(_ bytes: [UInt8] = []) {
            durable = bytes
            visible = bytes
        }
    }

    package private(set) var operations = 0
    /// The operation, counted from 1, at which the machine dies; everything after it fails too.
    package var diesAt = Int.max
    package var isFull = false
    package var failsToSync = false
    /// Syncs return at once and do nothing, as in a program that forgot them.
    package var ignoresSync = false
    package var free = 1.0
    package var isLockedElsewhere = false
    private var visible: [String: Node] = [:]
    private var durable: [String: Node] = [:]

    package init() {}

    /// What a restarted program finds after a kill: everything that was written.
    package func afterKill() -> SimulatedDisk {
        let disk = SimulatedDisk()
        for (path, node) in visible { disk.visible[path] = Node(node.visible) }
        disk.durable = disk.visible
        return disk
    }

    /// What a restarted machine finds after a power cut: what was synced, and a random part of the rest.
    package func afterPowerCut(_ random: inout SplitMix) -> SimulatedDisk {
        let disk = SimulatedDisk()
        for path in Set(visible.keys).union(durable.keys).sorted() {
            guard let node = random.chance(0.5) ? visible[path] : durable[path] else { continue }
            disk.visible[path] = Node(Self.partlyLost(node, &random))
        }
        disk.durable = disk.visible
        return disk
    }

    private static func partlyLost(_ node: Node, _ random: inout SplitMix) -> [UInt8] {
        if node.visible == node.durable || random.chance(0.3) { return node.durable }
        guard node.visible.starts(with: node.durable) else { return node.durable }
        var bytes = Array(
            node.visible.prefix(node.durable.count + random.below(node.visible.count - node.durable.count + 1))
        )
        if bytes.count > node.durable.count, random.chance(0.4) {
            let start = node.durable.count + random.below(bytes.count - node.durable.count)
            for index in start..<min(bytes.count, start + 512) { bytes[index] = 0 }
        }
        return bytes
    }

    package subscript(path: String) -> [UInt8]? {
        get { visible[path]?.visible }
        set {
            visible[path] = newValue.map(Node.init)
            durable[path] = visible[path]
        }
    }

    package var paths: [String] { visible.keys.sorted() }

    fileprivate func step(_ operation: String, _ path: String, writes: Bool = true) throws(FileError) {
        operations += 1
        if operations >= diesAt { throw FileError(operation, path, "the machine has died") }
        if writes, isFull { throw FileError(operation, path, isDiskFull: true, "no space left on device") }
    }

    package func makeFolder(_ folder: String) throws(FileError) { try step("make", folder) }

    package func names(in folder: String) throws(FileError) -> [String] {
        visible.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }
    }

    package func open(_ path: String) throws(FileError) -> any JournalFile {
        if visible[path] == nil {
            try step("open", path)
            visible[path] = Node()
        }
        return OpenFile(self, path, visible[path] ?? Node())
    }

    package func rename(_ path: String, to target: String) throws(FileError) {
        try step("rename", path)
        visible[target] = visible.removeValue(forKey: path)
    }

    package func remove(_ path: String) throws(FileError) {
        try step("remove", path, writes: false)
        visible[path] = nil
    }

    package func syncFolder(_ folder: String) throws(FileError) {
        try step("sync", folder)
        if !ignoresSync { durable = visible }
    }

    package func freeShare(of folder: String) throws(FileError) -> Double { free }

    package func lock(_ path: String) throws(FileError) -> (any JournalFile)? {
        isLockedElsewhere ? nil : OpenFile(self, path, Node())
    }

    private final class OpenFile: JournalFile {
        private let disk: SimulatedDisk
        private let path: String
        private let node: Node

        init(_ disk: SimulatedDisk, _ path: String, _ node: Node) {
            self.disk = disk
            self.path = path
            self.node = node
        }

        var size: Int { get throws(FileError) { node.visible.count } }

        /// A write that fails leaves half of its bytes.
        func append(_ bytes: [UInt8]) throws(FileError) {
            do throws(FileError) {
                try disk.step("append to", path)
                node.visible += bytes
            } catch {
                node.visible += bytes.prefix(bytes.count / 2)
                throw error
            }
        }

        func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
            Array(node.visible.dropFirst(offset).prefix(count))
        }

        func truncate(to size: Int) throws(FileError) {
            try disk.step("truncate", path, writes: false)
            node.visible = Array(node.visible.prefix(size))
            if node.durable.count > size { node.durable = node.visible }
        }

        func sync() throws(FileError) {
            try disk.step("sync", path)
            if disk.ignoresSync { return }
            if disk.failsToSync { throw FileError("sync", path, "input/output error") }
            node.durable = node.visible
        }
    }
}
