\set i :i + 1
\set n :first + :i * :connections + :client_id
BEGIN;
SELECT learners.id, learners.preferences
FROM logins JOIN learners ON learners.id = logins.learner_id
WHERE logins.token_hash = sha256(convert_to('bench-' || (:n)::int, 'UTF8')) AND logins.expires_at > now()
FOR UPDATE OF learners;
SELECT item, body FROM exercises
WHERE learner_id = lpad(to_hex((:n)::int), 32, '0')::uuid AND id = (:exercise)::uuid;
INSERT INTO attempts (learner_id, exercise_id, number, given_at, response, elapsed, verdict,
                      diagnosis, engine_version)
VALUES (lpad(to_hex((:n)::int), 32, '0')::uuid, (:exercise)::uuid, 1, now(), 'llame', 4.0, 'correct',
        '{"verdict": "correct"}', 'bench');
INSERT INTO cards (learner_id, item, stability, difficulty, last_review, due, reviews, lapses,
                   version)
VALUES (lpad(to_hex((:n)::int), 32, '0')::uuid, :item, 1, 5, now(), now() + interval '1 day', 1, 0, 1)
ON CONFLICT (learner_id, item) DO UPDATE
SET stability = cards.stability * 2, last_review = now(), reviews = cards.reviews + 1,
    due = now() + interval '1 day' * cards.stability * 2
RETURNING due;
COMMIT;
