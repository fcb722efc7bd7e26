-- The event log: rows are appended and never changed; the triggers hold to it
-- whoever opens the file.
CREATE TABLE IF NOT EXISTS events (
    seq   INTEGER PRIMARY KEY,
    id    TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
    kind  TEXT NOT NULL,
    at    TEXT NOT NULL,
    body  TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TRIGGER IF NOT EXISTS events_are_not_changed
BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;

CREATE TRIGGER IF NOT EXISTS events_are_not_deleted
BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event is never deleted');
END;
