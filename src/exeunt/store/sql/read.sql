SELECT seq, body
FROM events
WHERE seq > :after
ORDER BY seq;
