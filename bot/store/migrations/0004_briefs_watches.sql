-- +goose Up

-- The question that the last brief of a list answered. list is the id of a channel, or
-- of a person for briefs of their own.
CREATE TABLE questions (
    list     TEXT    NOT NULL PRIMARY KEY,
    question TEXT    NOT NULL,
    asked_by TEXT    NOT NULL,
    asked_at INTEGER NOT NULL
);
CREATE INDEX questions_by_person ON questions (asked_by);

-- The country and level of government that people said are theirs; either can be empty.
CREATE TABLE people (
    person  TEXT NOT NULL PRIMARY KEY,
    country TEXT NOT NULL,
    level   TEXT NOT NULL
);

-- What people want to be told about when the library gets new cases. place is the id of
-- a channel, or of a person for a watch of their own; asked is what they typed.
CREATE TABLE watches (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    place   TEXT    NOT NULL,
    made_by TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    asked   TEXT    NOT NULL,
    UNIQUE (place, asked)
);
CREATE INDEX watches_by_person ON watches (made_by);

-- The cases that a watch has told of, so that it tells of none twice.
CREATE TABLE told (
    watch   INTEGER NOT NULL,
    case_id TEXT    NOT NULL,
    PRIMARY KEY (watch, case_id)
);
