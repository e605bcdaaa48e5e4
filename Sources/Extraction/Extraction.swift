// The module's first file; see its folders.
