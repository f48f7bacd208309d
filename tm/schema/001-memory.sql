-- The memory: what people typed, read or confirmed.  Nothing here can be built
-- again from anything else.  Times are ISO 8601 in UTC; "" is unknown or none.
-- Ids of units, variants, stories and segments are never used twice (meta), so
-- what is derived from them elsewhere can follow by id alone.

-- created, last_unit, last_variant, last_story, last_segment, concordance; terms
-- counts the changes of the termbase; rules is an SRX file, if the memory has
-- segmentation rules of its own.
CREATE TABLE meta(
	key	TEXT NOT NULL PRIMARY KEY,
	value	ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- One import, learn or confirm session.  Its changes are the rows of `change`
-- from first_change to last_change (none if last < first).
CREATE TABLE batch(
	id		INTEGER PRIMARY KEY,
	kind		TEXT NOT NULL,
	source		TEXT NOT NULL,
	user		TEXT NOT NULL,
	started		TEXT NOT NULL,
	finished	TEXT NOT NULL DEFAULT '',
	undone		TEXT NOT NULL DEFAULT '',
	read		INTEGER NOT NULL DEFAULT 0,
	added		INTEGER NOT NULL DEFAULT 0,
	merged		INTEGER NOT NULL DEFAULT 0,
	changed		INTEGER NOT NULL DEFAULT 0,
	skipped		INTEGER NOT NULL DEFAULT 0,
	reasons		TEXT NOT NULL DEFAULT '{}',	-- JSON: word -> count
	first_change	INTEGER NOT NULL,
	last_change	INTEGER NOT NULL
) STRICT;
CREATE TRIGGER batch_stays BEFORE DELETE ON batch
BEGIN SELECT raise(ABORT, 'a batch is never deleted'); END;

CREATE TABLE story(
	id		INTEGER PRIMARY KEY,
	uid		TEXT NOT NULL DEFAULT '',	-- the agency's own
	lang		TEXT NOT NULL,
	slugline	TEXT NOT NULL,
	headline	TEXT NOT NULL,
	byline		TEXT NOT NULL,
	dateline	TEXT NOT NULL,
	place		TEXT NOT NULL,
	agency		TEXT NOT NULL,
	date		TEXT NOT NULL,
	note		TEXT NOT NULL,
	credit		TEXT NOT NULL,
	version		INTEGER NOT NULL,
	replaces	INTEGER REFERENCES story(id),
	translation_of	INTEGER REFERENCES story(id),
	status		INTEGER NOT NULL DEFAULT 0	-- usable, embargoed,
			CHECK(status BETWEEN 0 AND 3),	-- corrected, killed
	embargo		TEXT NOT NULL DEFAULT '',
	source		TEXT NOT NULL DEFAULT '',
	licence		TEXT NOT NULL DEFAULT '',
	path		TEXT NOT NULL,			-- or URL
	sha256		TEXT NOT NULL,			-- of the file's bytes
	checksum	INTEGER NOT NULL
) STRICT;
CREATE INDEX story_sha256 ON story(sha256);
CREATE INDEX story_translation_of ON story(translation_of);
CREATE INDEX story_replaces ON story(replaces);

-- Which batches brought a story; it goes with the last of them.
CREATE TABLE story_origin(
	-- In the order of the key: SQLite 3.40's quick_check sees NULLs
	-- where it is another (a false alarm).
	batch	INTEGER NOT NULL REFERENCES batch(id),
	story	INTEGER NOT NULL REFERENCES story(id),
	PRIMARY KEY(batch, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_origin_story ON story_origin(story);

CREATE TABLE segment(
	id		INTEGER PRIMARY KEY,
	story		INTEGER NOT NULL REFERENCES story(id),
	ord		INTEGER NOT NULL,		-- 0, 1, ...
	paragraph	INTEGER NOT NULL,		-- its block
	kind		INTEGER NOT NULL CHECK(kind BETWEEN 0 AND 9),
	text		TEXT NOT NULL,
	checksum	INTEGER NOT NULL,
	UNIQUE(story, ord)
) STRICT;

-- A unit is its variants: `hash` is XXH3 over their languages, texts and codes;
-- no two have the same.  kind, status and score follow from `origin`.
CREATE TABLE unit(
	id		INTEGER PRIMARY KEY,
	kind		INTEGER NOT NULL		-- human, aligned,
			CHECK(kind BETWEEN 0 AND 3),	-- imported, machine
	status		INTEGER NOT NULL		-- draft, translated,
			CHECK(status BETWEEN 0 AND 3),	-- reviewed, rejected
	score		REAL NOT NULL,			-- of the alignment
	batch		INTEGER NOT NULL REFERENCES batch(id),
	revision	INTEGER NOT NULL,
	creator		TEXT NOT NULL,
	created		TEXT NOT NULL,
	changer		TEXT NOT NULL,
	changed		TEXT NOT NULL,
	note		TEXT NOT NULL,
	hash		INTEGER NOT NULL,
	checksum	INTEGER NOT NULL		-- row and variants
) STRICT;
CREATE INDEX unit_hash ON unit(hash);

-- A variant's row never changes: another text is another variant.
CREATE TABLE variant(
	id	INTEGER PRIMARY KEY,
	unit	INTEGER NOT NULL REFERENCES unit(id),
	lang	TEXT NOT NULL,
	text	TEXT NOT NULL,				-- NFC
	codes	TEXT NOT NULL				-- JSON array or ''
) STRICT;
CREATE INDEX variant_unit ON variant(unit, lang);
CREATE TRIGGER variant_stays BEFORE UPDATE ON variant
BEGIN SELECT raise(ABORT, 'a variant never changes'); END;

-- Files that units came from, where a batch has several; they stay as it does.
CREATE TABLE file(
	id	INTEGER PRIMARY KEY,
	path	TEXT NOT NULL UNIQUE
) STRICT;

-- What a batch said of a unit.  A unit is what those say of it that live (until
-- is 0), and goes with the last of them; store/claim.c has the rule.  A batch
-- that changed the unit's texts or marks says so here too, and silences the
-- others until it is undone; they spoke of the texts in row `past` of
-- unit_history.
CREATE TABLE origin(
	unit	INTEGER NOT NULL REFERENCES unit(id),
	batch	INTEGER NOT NULL REFERENCES batch(id),
	past	INTEGER NOT NULL,
	kind	INTEGER NOT NULL CHECK(kind BETWEEN 0 AND 3),
	status	INTEGER NOT NULL CHECK(status BETWEEN 0 AND 3),
	score	REAL NOT NULL,
	file	INTEGER REFERENCES file(id),		-- NULL: batch.source
	until	INTEGER NOT NULL,			-- a batch
	PRIMARY KEY(unit, batch, past, kind, status)
) STRICT, WITHOUT ROWID;

-- Each place a variant stood.  prev and next: XXH3 of the neighbours' folded
-- text; 0 unknown.  segment 0: unknown.
CREATE TABLE context(
	variant		INTEGER NOT NULL REFERENCES variant(id),
	prev		INTEGER NOT NULL,
	next		INTEGER NOT NULL,
	segment		INTEGER NOT NULL,
	batch		INTEGER NOT NULL REFERENCES batch(id),
	segments	INTEGER NOT NULL,
	PRIMARY KEY(variant, prev, next, segment, batch)
) STRICT, WITHOUT ROWID;

-- Every revision that was superseded, as JSON: by whom, when, in which batch
-- (or its undoing).
CREATE TABLE unit_history(
	id		INTEGER PRIMARY KEY,
	unit		INTEGER NOT NULL,
	revision	INTEGER NOT NULL,
	batch		INTEGER NOT NULL REFERENCES batch(id),
	op		TEXT NOT NULL CHECK(op IN ('change', 'undo', 'remove')),
	user		TEXT NOT NULL,
	at		TEXT NOT NULL,
	state		TEXT NOT NULL
) STRICT;
CREATE INDEX unit_history_unit ON unit_history(unit);
CREATE TRIGGER unit_history_stays BEFORE UPDATE ON unit_history
BEGIN SELECT raise(ABORT, 'history is never changed'); END;
CREATE TRIGGER unit_history_remains BEFORE DELETE ON unit_history
BEGIN SELECT raise(ABORT, 'history is never deleted'); END;

-- What happened to units, in order and without a gap: what an index or another
-- node follows.  op: 0 added, 1 changed, 2 removed, 3 other origins.
CREATE TABLE change(
	seq	INTEGER PRIMARY KEY,
	unit	INTEGER NOT NULL,
	op	INTEGER NOT NULL CHECK(op BETWEEN 0 AND 3)
) STRICT;
CREATE TRIGGER change_stays BEFORE UPDATE ON change
BEGIN SELECT raise(ABORT, 'a change is never changed'); END;
CREATE TRIGGER change_remains BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'a change is never deleted'); END;

-- One row for each transaction that changed anything: its last change, and a
-- number drawn at random.  Two memories with the same stamp at a change have
-- the same history up to there: one is a copy of the other, or of what it was.
CREATE TABLE mark(
	seq	INTEGER PRIMARY KEY,
	stamp	INTEGER NOT NULL
) STRICT;
CREATE TRIGGER mark_stays BEFORE UPDATE ON mark
BEGIN SELECT raise(ABORT, 'a mark is never changed'); END;
CREATE TRIGGER mark_remains BEFORE DELETE ON mark
BEGIN SELECT raise(ABORT, 'a mark is never deleted'); END;

-- The termbase.  What batches said of concepts: `put` gives a concept terms and
-- marks, `change` makes it another, `remove` takes it away.
CREATE TABLE concept_said(
	id		INTEGER PRIMARY KEY,
	concept		INTEGER NOT NULL,
	batch		INTEGER NOT NULL REFERENCES batch(id),
	op		TEXT NOT NULL CHECK(op IN ('put', 'change', 'remove')),
	user		TEXT NOT NULL,
	at		TEXT NOT NULL,
	uid		TEXT NOT NULL,			-- in files; or ''
	domain		TEXT NOT NULL,
	definition	TEXT NOT NULL,
	note		TEXT NOT NULL,
	checksum	INTEGER NOT NULL
) STRICT;
CREATE INDEX concept_said_concept ON concept_said(concept);
CREATE INDEX concept_said_batch ON concept_said(batch);
CREATE TRIGGER concept_said_stays BEFORE UPDATE ON concept_said
BEGIN SELECT raise(ABORT, 'history is never changed'); END;
CREATE TRIGGER concept_said_remains BEFORE DELETE ON concept_said
BEGIN SELECT raise(ABORT, 'history is never deleted'); END;

CREATE TABLE term_said(
	said		INTEGER NOT NULL REFERENCES concept_said(id),
	ord		INTEGER NOT NULL,		-- 0, 1, ...
	lang		TEXT NOT NULL,
	text		TEXT NOT NULL,
	status		INTEGER NOT NULL		-- preferred, allowed,
			CHECK(status BETWEEN 0 AND 2),	-- forbidden
	pos		TEXT NOT NULL,			-- part of speech or ''
	note		TEXT NOT NULL,
	checksum	INTEGER NOT NULL,
	PRIMARY KEY(said, ord)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER term_said_stays BEFORE UPDATE ON term_said
BEGIN SELECT raise(ABORT, 'history is never changed'); END;
CREATE TRIGGER term_said_remains BEFORE DELETE ON term_said
BEGIN SELECT raise(ABORT, 'history is never deleted'); END;

-- What that comes to, in order of id and without the batches that were undone:
-- concepts, and the terms that are each other's translations.
CREATE TABLE concept(
	id		INTEGER PRIMARY KEY,
	uid		TEXT NOT NULL,
	domain		TEXT NOT NULL,
	definition	TEXT NOT NULL,
	note		TEXT NOT NULL,
	revision	INTEGER NOT NULL,
	creator		TEXT NOT NULL,
	created		TEXT NOT NULL,
	changer		TEXT NOT NULL,
	changed		TEXT NOT NULL,
	checksum	INTEGER NOT NULL
) STRICT;
CREATE TABLE term(
	concept		INTEGER NOT NULL REFERENCES concept(id),
	ord		INTEGER NOT NULL,
	lang		TEXT NOT NULL,
	text		TEXT NOT NULL,
	status		INTEGER NOT NULL CHECK(status BETWEEN 0 AND 2),
	pos		TEXT NOT NULL,
	note		TEXT NOT NULL,
	checksum	INTEGER NOT NULL,
	PRIMARY KEY(concept, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_text ON term(text, lang, concept);

INSERT INTO meta VALUES('created', strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
	('last_unit', 0), ('last_variant', 0),
	('last_story', 0), ('last_segment', 0), ('terms', 0);
