-- Probabilities of several classes, as an analyst meets them.
CREATE TABLE prediction (y text, p double precision[]);
INSERT INTO prediction VALUES
    ('cat', '{0.6, 0.3, 0.1}'), ('dog', '{0.2, 0.5, 0.3}'), ('eel', '{0.1, 0.2, 0.7}'), ('eel', '{0.5, 0.2, 0.3}'),
    (NULL, '{0.5, 0.2, 0.3}'), ('cat', NULL);

SELECT mreg.class_scores(y, p) FROM prediction;
SELECT s::jsonb -> 'y_true' AS y_true, mreg.support(s) FROM (SELECT mreg.class_scores(y, p) AS s FROM prediction) x;
-- -ln(0.6 * 0.5 * 0.7 * 0.3) / 4; (0.26 + 0.38 + 0.14 + 0.78) / 4; the last row is wrong, and right within two.
SELECT mreg.log_loss(s)::numeric(9, 6) AS log_loss, mreg.brier_score_loss(s)::numeric(9, 6) AS brier,
       mreg.top_k_accuracy_score(s, 1) AS top_1, mreg.top_k_accuracy_score(s) AS top_2,
       mreg.expected_calibration_error(s, bins => 10)::numeric(9, 6) AS ece
FROM (SELECT mreg.class_scores(y, p) AS s FROM prediction) x;
SELECT mreg.roc_auc_score(s)::numeric(9, 6) AS ovr, mreg.roc_auc_score(s, average => 'weighted') AS ovr_weighted,
       mreg.roc_auc_score(s, 'ovo')::numeric(9, 6) AS ovo, mreg.roc_auc_score(s, 'ovo', 'weighted') AS ovo_weighted
FROM (SELECT mreg.class_scores(y, p) AS s FROM prediction) x;

-- A class without a row has to be named, and leaves one against the rest undefined.
SELECT mreg.log_loss(mreg.class_scores(y, p)) FROM prediction WHERE y <> 'dog';
SELECT mreg.log_loss(s, labels => ARRAY['cat', 'dog', 'eel'])::numeric(9, 6) AS log_loss,
       mreg.roc_auc_score(s, labels => ARRAY['cat', 'dog', 'eel']) AS ovr,
       mreg.roc_auc_score(s, 'ovo', labels => ARRAY['cat', 'dog', 'eel']) AS ovo
FROM (SELECT mreg.class_scores(y, p) AS s FROM prediction WHERE y <> 'dog') x;
-- Labels are in the order of the columns, whatever that is.
SELECT mreg.log_loss(s, ARRAY[20, 10])::numeric(9, 6) AS log_loss, mreg.log_loss(s, '{20, 10}')::numeric(9, 6) AS same
FROM (SELECT mreg.class_scores(v.y, v.p) AS s FROM (VALUES (10, ARRAY[0.25, 0.75]::float8[]), (20, '{0.5, 0.5}')) v (y, p)) x;

-- One class against the rest is a curve, with all that can be read off one; micro takes all probabilities together.
SELECT label, mreg.roc_auc_score(c)::numeric(9, 6) AS auc, mreg.average_precision_score(c)::numeric(9, 6) AS ap, mreg.support(c, true) AS n, c
FROM (SELECT mreg.class_scores(y, p) AS s FROM prediction) x, unnest('{cat, dog, eel}'::text[]) label, mreg.class_curve(s, label) c;
SELECT mreg.roc_auc_score(s, average => 'micro')::numeric(9, 6) AS micro FROM (SELECT mreg.class_scores(y, p) AS s FROM prediction) x;
SELECT mreg.class_curve(mreg.class_scores(y, p), 'cow') FROM prediction;
SELECT mreg.roc_auc_score(mreg.class_scores(y, p), 'ovo', 'micro') FROM prediction;
-- Two classes may be true and false.
SELECT mreg.class_scores(y = 'eel', ARRAY[1 - p[3], p[3]]) FROM prediction WHERE p IS NOT NULL;

-- Parts add up.
CREATE TABLE part AS SELECT y = 'eel' AS eel, mreg.class_scores(y, p) AS s FROM prediction WHERE y IS NOT NULL GROUP BY 1;
SELECT mreg.rollup(s) OPERATOR(mreg.=) (SELECT mreg.class_scores(y, p) FROM prediction) AS whole FROM part;
SELECT a.s OPERATOR(mreg.+) b.s AS sum FROM part a, part b WHERE a.eel AND NOT b.eel;
SELECT mreg.class_scores(y, p) IS NULL AS none FROM prediction WHERE false;

-- What is refused.
SELECT mreg.class_scores(1, '{0.5, 1.5}');
SELECT mreg.class_scores(1, '{0.5, NaN}');
SELECT mreg.class_scores(1, '{0.5, NULL}');
SELECT mreg.class_scores(1, '{0.5}');
SELECT mreg.class_scores(1, v.p) FROM (VALUES ('{0.5, 0.5}'::float8[]), ('{0.5, 0.3, 0.2}')) v (p);
SELECT mreg.roc_auc_score(s), mreg.log_loss(s) FROM (SELECT '{"y_true": [0, 1], "probabilities": [[0.5, 0.6], [0.2, 0.3]]}'::mreg.class_scores AS s) x;
SELECT mreg.log_loss('{"y_true": [0, 1], "probabilities": [[0.5, 0.6], [0.2, 0.3]]}'::mreg.class_scores)::numeric(9, 6);
SELECT mreg.roc_auc_score(s, multi_class => 'raise') FROM part;
SELECT mreg.log_loss(s, ARRAY['cat', 'dog', 'cow']) FROM part WHERE eel;
SELECT mreg.log_loss(s, ARRAY[1, 2, 3]) FROM part;
SELECT '{"y_true": [1], "probabilities": [[0.5, 0.6], [0.2, 0.3]]}'::mreg.class_scores;
DROP TABLE prediction, part;
