#ifndef INTERDICT_ZLIB_H
#define INTERDICT_ZLIB_H

#include <zlib.h>

/* Swift does not import this macro, which hands the version and size of the structure on. 47: gzip or zlib, by its header. */
static inline int interdict_inflate_begin(z_stream *stream) { return inflateInit2(stream, 47); }

#endif
