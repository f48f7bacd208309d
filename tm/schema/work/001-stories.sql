-- Stories in work, in a file beside the memory: what is being translated, every
-- text that was typed, and what the memory is still to be taught.  Times are
-- ISO 8601 in UTC; "" is unknown or none.  Ids are never used twice.

CREATE TABLE story(
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	revision	INTEGER NOT NULL DEFAULT 1,	-- of this row only
	name		TEXT NOT NULL,
	format		TEXT NOT NULL,
	source		TEXT NOT NULL,			-- languages
	target		TEXT NOT NULL,
	slugline	TEXT NOT NULL,
	headline	TEXT NOT NULL,
	dateline	TEXT NOT NULL,
	byline		TEXT NOT NULL,
	date		TEXT NOT NULL,
	note		TEXT NOT NULL,
	embargo		TEXT NOT NULL,			-- the words
	embargo_until	TEXT NOT NULL,
	version		INTEGER NOT NULL,
	status		TEXT NOT NULL DEFAULT 'open'
			CHECK(status IN ('open', 'done', 'killed')),
	joinable	INTEGER NOT NULL,
	sha256		TEXT NOT NULL,			-- of its bytes
	user		TEXT NOT NULL,
	created		TEXT NOT NULL,
	changed		TEXT NOT NULL			-- with its segments
) STRICT;

-- The file itself, to write the translation from.
CREATE TABLE document(
	story	INTEGER PRIMARY KEY REFERENCES story(id) ON DELETE CASCADE,
	bytes	BLOB NOT NULL
) STRICT;

-- What it was cut into when it came: segments are made of these.
CREATE TABLE passage(
	story	INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
	ord	INTEGER NOT NULL,			-- 0, 1, ...
	kind	INTEGER NOT NULL,
	paragraph INTEGER NOT NULL,
	source	TEXT NOT NULL,
	PRIMARY KEY(story, ord)
) STRICT, WITHOUT ROWID;

-- Texts are tagged (flow/document.h).  A segment is a piece of the passages
-- [passage, passage + passages); those with the same share them, in order.
-- gap is the white space of the source before the next segment of its
-- paragraph; target_gap that of a target that was split, else "".  same and
-- repeats tell of the segments of the story with this source: the first one's
-- id, how many there are.  taught: the unit that the memory was taught, as it
-- was then.
CREATE TABLE segment(
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	story		INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
	number		INTEGER NOT NULL,		-- 1, 2, ...
	kind		INTEGER NOT NULL,
	paragraph	INTEGER NOT NULL,
	source		TEXT NOT NULL,
	hash		INTEGER NOT NULL,		-- XXH3 of source
	gap		TEXT NOT NULL,
	target		TEXT NOT NULL,
	target_gap	TEXT NOT NULL DEFAULT '',
	state		INTEGER NOT NULL		-- empty, draft,
			CHECK(state BETWEEN 0 AND 2),	-- confirmed
	origin		TEXT NOT NULL,			-- of the target
	unit		INTEGER NOT NULL,		-- of its match; or 0
	score		INTEGER NOT NULL,
	edited		INTEGER NOT NULL DEFAULT 0,
	locked		INTEGER NOT NULL,
	revision	INTEGER NOT NULL DEFAULT 1,
	same		INTEGER NOT NULL DEFAULT 0,
	repeats		INTEGER NOT NULL DEFAULT 1,
	words		INTEGER NOT NULL,		-- of the source
	characters	INTEGER NOT NULL,
	passage		INTEGER NOT NULL,
	passages	INTEGER NOT NULL DEFAULT 1,
	note		TEXT NOT NULL,
	user		TEXT NOT NULL,
	changed		TEXT NOT NULL,
	taught		INTEGER NOT NULL DEFAULT 0,	-- unit
	taught_revision	INTEGER NOT NULL DEFAULT 0,
	taught_identity	INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX segment_number ON segment(story, number);
CREATE INDEX segment_hash ON segment(story, hash);
CREATE INDEX segment_volume ON segment(story, state, words, characters);
CREATE INDEX segment_taught ON segment(taught) WHERE taught <> 0;

-- A segment as each of its revisions left it.  One that came without a target
-- has none of its first.  Revision 0: a text that was refused.
CREATE TABLE event(
	id		INTEGER PRIMARY KEY,
	segment		INTEGER NOT NULL,
	revision	INTEGER NOT NULL,
	what		TEXT NOT NULL,
	source		TEXT NOT NULL,
	target		TEXT NOT NULL,
	state		INTEGER NOT NULL,
	origin		TEXT NOT NULL,
	unit		INTEGER NOT NULL,
	score		INTEGER NOT NULL,
	edited		INTEGER NOT NULL,
	locked		INTEGER NOT NULL,
	user		TEXT NOT NULL,
	at		TEXT NOT NULL
) STRICT;
CREATE INDEX event_segment ON event(segment, revision);
CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'history is never changed'); END;

-- A segment that was joined to another: its history goes on there.
CREATE TABLE heir(
	segment	INTEGER PRIMARY KEY,
	story	INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
	heir	INTEGER NOT NULL
) STRICT;
CREATE INDEX heir_heir ON heir(heir);
CREATE INDEX heir_story ON heir(story);

-- What a confirm filled in besides, each with the revision that this made.
CREATE TABLE step(
	id	INTEGER PRIMARY KEY AUTOINCREMENT,
	at	INTEGER NOT NULL			-- seconds since 1970
) STRICT;
CREATE TABLE step_item(
	step		INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
	segment		INTEGER NOT NULL,
	revision	INTEGER NOT NULL,
	PRIMARY KEY(step, segment)
) STRICT, WITHOUT ROWID;

-- Writes that happen once: what they asked for (a hash), what they made.
CREATE TABLE done(
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	key		TEXT NOT NULL UNIQUE,
	request		INTEGER NOT NULL,
	segment		INTEGER NOT NULL,
	revision	INTEGER NOT NULL,
	step		INTEGER NOT NULL,
	at		INTEGER NOT NULL
) STRICT;

-- What the memory is to be taught, whole: the story may be gone by then.  One
-- for each segment, the last.
CREATE TABLE lesson(
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	segment		INTEGER NOT NULL UNIQUE,
	story		INTEGER NOT NULL,
	name		TEXT NOT NULL,			-- of the story
	source_lang	TEXT NOT NULL,
	target_lang	TEXT NOT NULL,
	source		TEXT NOT NULL,
	target		TEXT NOT NULL,
	prev		TEXT NOT NULL,			-- sources beside it
	next		TEXT NOT NULL,
	passage		INTEGER NOT NULL,
	passages	INTEGER NOT NULL,
	user		TEXT NOT NULL,
	at		TEXT NOT NULL
) STRICT;
CREATE INDEX lesson_story ON lesson(story);
