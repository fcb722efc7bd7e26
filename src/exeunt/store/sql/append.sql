INSERT INTO events (seq, id, kind, at, body)
VALUES (:seq, :id, :kind, :at, :body);
