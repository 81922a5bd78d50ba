-- +goose Up

-- Whether everybody in the workspace could see a shared case.
ALTER TABLE shares ADD COLUMN public INTEGER NOT NULL DEFAULT 0;
CREATE INDEX shares_in_public ON shares (public, shared_at);

-- The cases that the library has had, and since when; 0 for those that were there
-- from the start.
CREATE TABLE library (
    case_id  TEXT    NOT NULL PRIMARY KEY,
    added_at INTEGER NOT NULL
);
CREATE INDEX library_by_time ON library (added_at);
