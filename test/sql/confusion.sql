-- Confusion matrices and the metrics read off them.
SET search_path = mreg, public;

-- Text form: canonical, whatever the order of the input.
SELECT '{"labels": [], "cells": []}'::confusion;
SELECT '{"cells": [[1, 0, 2], [0, 0, 50]], "labels": [1, 0]}'::confusion;
SELECT '{"labels": ["b", "a", "unused", "é\n\"q\""], "cells": [[0, 1, 3], [3, 0, 1]]}'::confusion;
SELECT '{"labels": [true, false], "cells": [[0, 1, 3]]}'::confusion;
SELECT '{"labels": [3, -9223372036854775808, 9223372036854775807], "cells": [[0, 1, 1], [1, 2, 9223372036854775806]]}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 0, 0.1]], "weighted": true}'::confusion,
       '{"labels": [1], "cells": [[0, 0, 1e-300]], "weighted": true}'::confusion,
       '{"labels": [1], "cells": [[0, 0, 1.7976931348623157e308]], "weighted": true}'::confusion,
       '{"labels": [1], "cells": [[0, 0, 5]], "weighted": false}'::confusion;

-- Text form: what is refused.
SELECT ''::confusion;
SELECT '17'::confusion;
SELECT '[]'::confusion;
SELECT '{}'::confusion;
SELECT '{"labels": [1]}'::confusion;
SELECT '{"labels": 1, "cells": []}'::confusion;
SELECT '{"labels": [1], "cells": [], "extra": 1}'::confusion;
SELECT '{"labels": [1], "cells": [], "weighted": 1}'::confusion;
SELECT '{"labels": [null], "cells": []}'::confusion;
SELECT '{"labels": [[1]], "cells": []}'::confusion;
SELECT '{"labels": [1, "a"], "cells": []}'::confusion;
SELECT '{"labels": [1.5], "cells": []}'::confusion;
SELECT '{"labels": [9223372036854775808], "cells": []}'::confusion;
SELECT '{"labels": ["a", "a"], "cells": []}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 0]]}'::confusion;
SELECT '{"labels": [1], "cells": [{"0": 1}]}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 1, 5]]}'::confusion;
SELECT '{"labels": [1], "cells": [[-1, 0, 5]]}'::confusion;
SELECT '{"labels": [1], "cells": [["0", 0, 5]]}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 0, 5], [0, 0, 5]]}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 0, 0]]}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 0, -5]]}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 0, 2.5]]}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 0, 1e400]], "weighted": true}'::confusion;
SELECT '{"labels": [1], "cells": [[0, 0, 0]], "weighted": true}'::confusion;
SELECT '{"labels": [1, 2], "cells": [[0, 0, 9223372036854775807], [1, 1, 1]]}'::confusion;

-- Every type of label without a cast.
SELECT confusion_matrix(y, yhat) FROM (VALUES (true, true), (false, true), (NULL, true)) v (y, yhat);
SELECT confusion_matrix(y, yhat) FROM (VALUES (1::smallint, 2::smallint), (2::smallint, NULL)) v (y, yhat);
SELECT confusion_matrix(y, yhat) FROM (VALUES (0, 0), (0, 1), (-5, -5)) v (y, yhat);
SELECT confusion_matrix(y, yhat) FROM (VALUES (9223372036854775807, -9223372036854775808)) v (y, yhat);
SELECT confusion_matrix(y, yhat) FROM (VALUES ('b', 'a'), ('a', 'a'), ('', 'a'), ('Z', 'é')) v (y, yhat);
SELECT confusion_matrix(y, yhat) FROM (VALUES ('b'::varchar, 'a'::varchar)) v (y, yhat);
SELECT confusion_matrix(y, yhat, w) FROM (VALUES (1, 1, 0.25), (1, 0, 0.5), (0, 0, 0), (0, NULL, 1), (0, 0, NULL), (1, 1, 1.5)) v (y, yhat, w);
SELECT confusion_matrix(y, yhat, -1) FROM (VALUES (1, 1)) v (y, yhat);
SELECT confusion_matrix(y, yhat, 'NaN') FROM (VALUES (1, 1)) v (y, yhat);
SELECT confusion_matrix(y, yhat, 'Infinity') FROM (VALUES (1, 1)) v (y, yhat);

-- No usable row gives NULL.
SELECT confusion_matrix(1, 1) IS NULL AS cm, confusion_matrix('a'::text, 'a', 1) IS NULL AS weighted,
       f1_score(1, 1) IS NULL AS f1, accuracy_score(true, true) IS NULL AS accuracy,
       rollup('{"labels": [1], "cells": [[0, 0, 1]]}') IS NULL AS rollup
FROM generate_series(1, 0);
SELECT confusion_matrix(y, 1) IS NULL AS cm, confusion_matrix(y, 1, 0) IS NULL AS weighted, precision_score(y, 1) IS NULL AS precision
FROM (VALUES (NULL::integer), (NULL)) v (y);
SELECT rollup('{"labels": [], "cells": []}'::confusion);

-- Golden values.
CREATE TEMPORARY TABLE golden AS
SELECT confusion_matrix(y, yhat) AS cm
FROM (VALUES (0, 0), (1, 2), (2, 1), (0, 0), (1, 0), (2, 1)) v (y, yhat);
SELECT cm FROM golden;
SELECT round(precision_score(cm, 'macro')::numeric, 6) AS p_macro, round(precision_score(cm, 'micro')::numeric, 6) AS p_micro,
       round(precision_score(cm, 'macro', labels => ARRAY[0, 1, 2, 3])::numeric, 6) AS p_extra,
       round(fbeta_score(cm, 0.5, 'macro')::numeric, 6) AS "f.5", round(f1_score(cm, 'macro')::numeric, 6) AS f1,
       round(precision_score(cm, pos_label => 0)::numeric, 6) AS p0, recall_score(cm, pos_label => 0) AS r0
FROM golden;
SELECT precision_score(y, yhat), recall_score(y, yhat), f1_score(y, yhat), accuracy_score(y, yhat)
FROM (VALUES (0, 0), (1, 1), (0, 0), (1, 0)) v (y, yhat);
SELECT beta, round(fbeta_score(cm, beta)::numeric, 6) AS f
FROM (SELECT confusion_matrix(y, yhat) AS cm FROM (VALUES (0, 0), (1, 1), (0, 0), (1, 0)) v (y, yhat)) s,
     (VALUES (0.5::float8), (1), (2), (0), ('Infinity')) b (beta);
SELECT round(f1_score(cm, 'macro')::numeric, 6) AS f1, round(precision_score(cm, 'weighted')::numeric, 6) AS p,
       round(recall_score(cm, 'weighted')::numeric, 6) AS r, round(f1_score(cm, 'weighted')::numeric, 6) AS f_weighted
FROM (SELECT confusion_matrix(y, yhat) AS cm FROM (VALUES (0, 0), (1, 0), (2, 2), (2, 2), (2, 1)) v (y, yhat)) s;
SELECT label, precision_score, recall_score, f1_score, support
FROM class_report((SELECT confusion_matrix(y, yhat) FROM (VALUES (0, 0), (1, 2), (2, 1), (2, 2)) v (y, yhat)), ARRAY[0, 2])
WHERE kind = 'class';

-- zero_division, and what is undefined.
CREATE TEMPORARY TABLE undefined AS
SELECT '{"labels": [0, 1], "cells": [[0, 0, 1], [1, 0, 1]]}'::confusion AS never_predicted,
       '{"labels": [0], "cells": [[0, 0, 2]]}'::confusion AS no_positive;
SELECT zd, precision_score(never_predicted, zero_division => zd) AS p, recall_score(never_predicted, zero_division => zd) AS r,
       f1_score(never_predicted, zero_division => zd) AS f, f1_score(no_positive, zero_division => zd) AS f_none,
       precision_score(never_predicted, 'macro', zero_division => zd) AS p_macro,
       f1_score(no_positive, 'macro', labels => '{1}', zero_division => zd) AS f_macro_none
FROM undefined, (VALUES (NULL::float8), (0), (1), ('NaN')) v (zd);
SELECT f1_score(never_predicted, zero_division => 0.5) FROM undefined;
SELECT f1_score(NULL::confusion), f1_score('{"labels": [], "cells": []}'::confusion), accuracy_score('{"labels": [], "cells": []}'),
       f1_score('{"labels": [], "cells": []}'::confusion, 'macro'), support('{"labels": [], "cells": []}'),
       f1_score('{"labels": [], "cells": []}'::confusion, 'macro', labels => '{a,b}');

-- Every way to call an accessor means one function.
CREATE TEMPORARY TABLE kinds AS
SELECT '{"labels": ["a", "b", "c"], "cells": [[0, 0, 1], [1, 1, 1], [1, 2, 1], [2, 0, 1]]}'::confusion AS words,
       '{"labels": [0, 1, 2], "cells": [[0, 0, 1], [1, 1, 1], [1, 2, 1], [2, 0, 1]]}'::confusion AS integers,
       '{"labels": [0, 1], "cells": [[0, 0, 1], [1, 0, 1], [1, 1, 2]]}'::confusion AS pair,
       '{"labels": [false, true], "cells": [[0, 0, 1], [1, 0, 1], [1, 1, 2]]}'::confusion AS truth;
SELECT f1_score(pair) AS a, f1_score(truth) AS b, f1_score(pair, zero_division => 0) AS c, f1_score(pair, pos_label => 1) AS d,
       f1_score(pair, pos_label => '1') AS e, f1_score(truth, pos_label => 't') AS f, f1_score(truth, pos_label => 1) AS g,
       f1_score(pair, 1) AS h, f1_score(pair, pos_label => 1::smallint, zero_division => 1) AS i FROM kinds;
SELECT f1_score(words, 'macro') AS a, f1_score(words, average => 'macro') AS b, f1_score(integers, 'macro') AS c,
       f1_score(integers, 'macro', NULL, NULL, 0) AS d, f1_score(words, 'macro'::text) AS e FROM kinds;
SELECT f1_score(words, average => 'macro', labels => '{a,b}') AS a, f1_score(words, 'macro', '{a,b}') AS b,
       f1_score(words, average => 'macro', labels => ARRAY['a', 'b']) AS c,
       f1_score(integers, average => 'macro', labels => ARRAY[0, 1]) AS d, f1_score(integers, 'macro', ARRAY[0, 1]) AS e,
       f1_score(integers, 'macro', ARRAY[0, 1]::smallint[]) AS f, f1_score(integers, 'macro', labels => '{0,1}') AS g,
       f1_score(integers, 'macro', ARRAY[0, 1], 0) AS h FROM kinds;
SELECT f1_score(words, pos_label => 'a') AS a, f1_score(integers, pos_label => 0) AS b,
       fbeta_score(words, 1, pos_label => 'a') AS c, fbeta_score(integers, beta => 1, pos_label => 0) AS d,
       fbeta_score(words, '1', 'macro', '{a}') AS e, fbeta_score(integers, 1, 'macro', ARRAY[0]) AS f FROM kinds;
SELECT support(words) AS a, support(words, 'b') AS b, support(integers, 1) AS c, support(integers, '1') AS d, support(words, 'z') AS e,
       accuracy_score(words) AS f, accuracy_score(words, normalized => false) AS g FROM kinds;

-- What accessors refuse.
SELECT f1_score(words) FROM kinds;
SELECT recall_score(integers) FROM kinds;
SELECT precision_score('{"labels": [2, 3], "cells": [[0, 1, 1]]}'::confusion);
SELECT f1_score(words, pos_label => 'z') FROM kinds;
SELECT f1_score(words, pos_label => 1) FROM kinds;
SELECT f1_score(integers, pos_label => 'a') FROM kinds;
SELECT f1_score(truth, pos_label => 2) FROM kinds;
SELECT f1_score(words, 'mean') FROM kinds;
SELECT f1_score(words, NULL) FROM kinds;
SELECT f1_score(words, 'macro', labels => '{a,b,a}') FROM kinds;
SELECT f1_score(words, 'macro', labels => '{z,z}') FROM kinds;
SELECT f1_score(words, 'macro', labels => '{a,NULL}') FROM kinds;
SELECT f1_score(words, 'macro', labels => '{}') FROM kinds;
SELECT f1_score(words, 'macro', labels => '{{a},{b}}') FROM kinds;
SELECT f1_score(words, 'macro', labels => ARRAY[1]) FROM kinds;
SELECT f1_score(integers, 'macro', labels => '{0,b}') FROM kinds;
SELECT fbeta_score(pair, -1) FROM kinds;
SELECT fbeta_score(pair, 'NaN') FROM kinds;
SELECT fbeta_score(pair, NULL) FROM kinds;
SELECT f1_score(y, y) FROM (VALUES ('a'), ('b')) v (y);
SELECT precision_score(y, y) FROM (VALUES (0), (1), (2)) v (y);
SELECT recall_score(y, y) FROM (VALUES (2), (3)) v (y);
SELECT accuracy_score(y, y) FROM (VALUES ('a'), ('b')) v (y);
SELECT mreg_internal.confusion_count_integer(pair, 1, 1) FROM kinds;
SELECT mreg_internal.confusion_final(pair) FROM kinds;

-- Rows and reports.
SELECT * FROM confusion_cells((SELECT words FROM kinds));
SELECT * FROM class_report((SELECT words FROM kinds));
SELECT * FROM class_report((SELECT words FROM kinds), '{b,z}');
SELECT * FROM class_report((SELECT words FROM kinds), labels => ARRAY['b'], zero_division => 1);
SELECT * FROM class_report((SELECT integers FROM kinds), ARRAY[2, 7], 'NaN');
SELECT count(*) FROM class_report('{"labels": [], "cells": []}'::confusion);
\pset format unaligned
\pset tuples_only on
SELECT classification_report(words) FROM kinds;
SELECT classification_report(integers, labels => ARRAY[1, 2], target_names => '{one,"the second"}', digits => 4) FROM kinds;
SELECT classification_report(truth, zero_division => 1) FROM kinds;
SELECT classification_report(rollup(cm)) FROM (VALUES ('{"labels": ["é"], "cells": [[0, 0, 0.5]], "weighted": true}'::confusion)) v (cm);
\pset tuples_only off
\pset format aligned
SELECT classification_report('{"labels": [], "cells": []}'::confusion) IS NULL AS nothing;
SELECT classification_report(words, target_names => '{a}') FROM kinds;
SELECT classification_report(words, target_names => '{a,b,NULL}') FROM kinds;
SELECT classification_report(words, digits => -1) FROM kinds;

-- Sum, difference, equality.
SELECT pair + pair = '{"labels": [0, 1], "cells": [[0, 0, 2], [1, 0, 2], [1, 1, 4]]}' AS a, pair + pair - pair = pair AS b,
       pair - pair AS c, pair <> integers AS d, words <> words AS e, confusion_add(pair, pair) = pair + pair AS f,
       confusion_subtract(pair, pair) = '{"labels": [], "cells": []}' AS g, confusion_eq(pair, pair) AS h, confusion_ne(pair, pair) AS i
FROM kinds;
SELECT pair + '{"labels": [1], "cells": [[0, 0, 0.5]], "weighted": true}' AS weighted, pair + '{"labels": [], "cells": []}' = pair AS empty
FROM kinds;
SELECT pair + words FROM kinds;
SELECT truth - pair FROM kinds;
SELECT pair - (pair + pair) FROM kinds;
SELECT pair - integers FROM kinds;
SELECT pair - '{"labels": [1], "cells": [[0, 0, 0.5]], "weighted": true}' FROM kinds;
SELECT '{"labels": [1], "cells": [[0, 0, 9223372036854775807]]}'::confusion + pair FROM kinds;
SELECT '{"labels": [1], "cells": [[0, 0, 1.7e308]], "weighted": true}'::confusion + '{"labels": [1], "cells": [[0, 0, 1.7e308]], "weighted": true}';
SELECT rollup(x) FROM kinds, unnest(ARRAY[pair, words]) x;

-- Groups, filters, sets, windows.
CREATE TEMPORARY TABLE prediction AS
SELECT i, i % 3 AS slice, i % 2 AS y, (i * 7 % 5 > 1)::integer AS yhat, CASE WHEN i % 11 = 0 THEN NULL ELSE 'l' || i % 4 END AS lbl
FROM generate_series(1, 60) i;
SELECT slice, confusion_matrix(y, yhat), f1_score(y, yhat), accuracy_score(y, yhat) FILTER (WHERE i > 30) AS later
FROM prediction GROUP BY slice ORDER BY slice;
SELECT slice, y, support(confusion_matrix(lbl, lbl)) AS n FROM prediction GROUP BY GROUPING SETS ((slice), (y), ()) ORDER BY 1, 2;
SELECT confusion_matrix(DISTINCT y, yhat) FROM prediction;
SELECT count(*) FROM (SELECT DISTINCT cm FROM (SELECT confusion_matrix(y, yhat) AS cm FROM prediction GROUP BY i) s) d;
SELECT cm, count(*) FROM (SELECT confusion_matrix(y, y) AS cm FROM prediction GROUP BY i) s GROUP BY cm ORDER BY count(*), cm::text;
SELECT i, confusion_matrix(lbl, lbl) OVER w AS cm, f1_score(y, yhat) OVER w AS f1, accuracy_score(y, yhat) OVER w AS accuracy
FROM prediction WHERE i BETWEEN 8 AND 14 WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY i;
SELECT i, confusion_matrix(lbl, lbl) OVER (ORDER BY i ROWS BETWEEN 2 PRECEDING AND 2 PRECEDING) AS cm FROM prediction WHERE i BETWEEN 9 AND 14 ORDER BY i;
SELECT rollup(cm) = (SELECT confusion_matrix(y, yhat) FROM prediction) AS same
FROM (SELECT confusion_matrix(y, yhat) AS cm FROM prediction GROUP BY slice) s;
SELECT i, rollup(cm) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS of_two
FROM (VALUES (1, '{"labels": [1], "cells": [[0, 0, 1]]}'::confusion), (2, NULL), (3, NULL), (4, '{"labels": ["a"], "cells": [[0, 0, 1]]}')) v (i, cm);
