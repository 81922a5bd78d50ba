-- +goose Up

-- Cases that people suggested for the library. channel is that of those who decide on
-- them, ts their message there, empty until it is known. record is the case as JSON, state
-- waiting, accepted or declined, and version how often it was changed before that.
CREATE TABLE suggestions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    channel      TEXT    NOT NULL,
    ts           TEXT    NOT NULL,
    suggested_by TEXT    NOT NULL,
    suggested_at INTEGER NOT NULL,
    record       TEXT    NOT NULL,
    remark       TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    decided_by   TEXT    NOT NULL,
    decided_at   INTEGER NOT NULL,
    reason       TEXT    NOT NULL
);
CREATE INDEX suggestions_by_state ON suggestions (state, suggested_by);

-- The suggested cases that are in the library. record is the case as a line of a library,
-- its id included.
CREATE TABLE accepted (
    case_id      TEXT    NOT NULL PRIMARY KEY,
    record       TEXT    NOT NULL,
    suggested_by TEXT    NOT NULL,
    accepted_by  TEXT    NOT NULL,
    accepted_at  INTEGER NOT NULL
);
