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
-- a channel, or of a person for a watch of their own; asked is what they typed, and
-- asked_key the same in lower case. looked_at is the added_at of the last cases that it
-- has looked at, so that it looks at, and tells of, none twice.
CREATE TABLE watches (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    place     TEXT    NOT NULL,
    made_by   TEXT    NOT NULL,
    made_at   INTEGER NOT NULL,
    asked     TEXT    NOT NULL,
    asked_key TEXT    NOT NULL,
    looked_at INTEGER NOT NULL,
    UNIQUE (place, asked_key)
);
CREATE INDEX watches_by_person ON watches (made_by);
