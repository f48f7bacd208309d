-- Which variants hold a character, or are of a language, for searches that words
-- are too slow for; derived, like the concordance, and built with it.  A row is
-- for one key and one full block of ids; store/bitmap.c has keys and bits.
CREATE TABLE bitmap(
	id	INTEGER PRIMARY KEY,		-- key << 20 | block
	bits	BLOB NOT NULL
) STRICT;
