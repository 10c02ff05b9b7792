-- More metrics of labels, sets of labels, and how sure a metric is.
SET search_path = mreg, public;
SET extra_float_digits = 0;

-- Golden values.
SELECT matthews_corrcoef(y, p) AS mcc FROM (VALUES (1, 1), (1, -1), (1, 1), (-1, 1)) v (y, p);
SELECT matthews_corrcoef(y, p) AS integers, matthews_corrcoef(y::bigint, p::bigint) AS bigints, matthews_corrcoef(y::smallint, p::smallint) AS smallints,
       matthews_corrcoef(y::text, p::text) AS texts, matthews_corrcoef(y = 1, p = 1) AS booleans, matthews_corrcoef(confusion_matrix(y, p)) AS two_step
FROM unnest('{0,1,2,2,1,0,2}'::integer[], '{0,2,1,2,1,0,2}'::integer[]) v (y, p);
SELECT matthews_corrcoef(y, y) AS constant, matthews_corrcoef(y, NULL) AS nothing FROM (VALUES (0), (0)) v (y);
SELECT balanced_accuracy_score(cm) AS balanced, balanced_accuracy_score(cm, adjusted => true) AS adjusted
FROM (SELECT confusion_matrix(y, p) AS cm FROM unnest('{0,1,0,0,1,0}'::integer[], '{0,1,0,0,0,1}'::integer[]) v (y, p)) s;
SELECT jaccard_score(cm, 'macro') AS macro, jaccard_score(cm, 'micro') AS micro, jaccard_score(cm, pos_label => 2) AS two, jaccard_score(cm, 'macro', ARRAY[0, 2]) AS some
FROM (SELECT confusion_matrix(y, p) AS cm FROM unnest('{0,1,2,2}'::integer[], '{0,2,1,2}'::integer[]) v (y, p)) s;
SELECT cohen_kappa_score(cm) AS kappa FROM (SELECT confusion_matrix(y, p) AS cm FROM unnest('{2,0,2,2,0,1}'::integer[], '{0,0,2,2,0,2}'::integer[]) v (y, p)) s;
SELECT cohen_kappa_score(cm) AS kappa, cohen_kappa_score(cm, 'linear') AS linear, cohen_kappa_score(cm, weights => 'quadratic') AS quadratic,
       cohen_kappa_score(cm, 'linear', ARRAY[1, 2, 0]) AS reordered, cohen_kappa_score(cm, labels => '{1,2}') AS some, cohen_kappa_score(cm, labels => '{7,8}') AS none
FROM (SELECT confusion_matrix(y, p) AS cm FROM unnest('{0,1,2,0,1,2}'::integer[], '{0,2,1,0,0,1}'::integer[]) v (y, p)) s;
CREATE TEMPORARY TABLE five AS SELECT confusion_matrix(y, p) AS cm FROM unnest('{0,1,0,1,0}'::integer[], '{1,1,0,0,0}'::integer[]) v (y, p);
SELECT positive_likelihood_ratio(cm) AS plr, negative_likelihood_ratio(cm) AS nlr, prevalence(cm), informedness(cm), markedness(cm) FROM five;
SELECT specificity_score(cm) AS tnr, negative_predictive_value(cm) AS npv, false_positive_rate(cm) AS fpr, false_negative_rate(cm) AS fnr,
       false_discovery_rate(cm) AS fdr, false_omission_rate(cm) AS "for", hamming_loss(cm), zero_one_loss(cm, normalized => false) AS wrong FROM five;
SELECT specificity_score(cm, pos_label => 0) AS zero, specificity_score(cm, 0) AS same, specificity_score(cm, 'macro') AS macro,
       specificity_score(cm, 'weighted', labels => ARRAY[0, 1]) AS weighted, prevalence(cm, '0') AS prevalence, prevalence(cm, 0) AS same FROM five;
SELECT * FROM five, confusion_cells(cm, over => 'true') WHERE y_true = '0';
SELECT sum(share) FILTER (WHERE y_pred = '1') AS pred, sum(share) AS pred_all FROM five, confusion_cells(cm, 'pred');
SELECT y_true, y_pred, share FROM five, confusion_cells(cm, 'all');
SELECT m.* FROM five, multilabel_confusion_matrix(cm, ARRAY[1, 7]) m;
SELECT cm::jsonb, cm::jsonb -> 'labels' -> 1 AS second FROM five;

-- What is undefined is NULL.
SELECT specificity_score(cm) AS tnr, specificity_score(cm, zero_division => 1) AS one, positive_likelihood_ratio(cm) AS plr, informedness(cm),
       balanced_accuracy_score(cm, true) AS adjusted, cohen_kappa_score(cm) AS kappa, matthews_corrcoef(cm) AS mcc
FROM (VALUES ('{"labels": [1], "cells": [[0, 0, 5]]}'::confusion)) v (cm);
SELECT matthews_corrcoef(cm) AS mcc, cohen_kappa_score(cm) AS kappa, balanced_accuracy_score(cm) AS balanced, zero_one_loss(cm), hamming_loss(cm),
       jaccard_score(cm) AS jaccard, prevalence(cm), jaccard_score(NULL::confusion) AS nothing
FROM (VALUES ('{"labels": [], "cells": []}'::confusion)) v (cm);

-- Ten thousand million rows: no product overflows or rounds away.
SELECT matthews_corrcoef('{"labels": [0, 1], "cells": [[0, 0, 10000000000], [0, 1, 3], [1, 0, 1], [1, 1, 2]]}'::confusion) AS mcc,
       cohen_kappa_score('{"labels": [0, 1], "cells": [[0, 0, 4000000000000000000], [0, 1, 1], [1, 0, 1], [1, 1, 4000000000000000000]]}'::confusion) AS kappa,
       matthews_corrcoef('{"labels": [0, 1], "cells": [[0, 0, 1e300], [1, 1, 1e300]], "weighted": true}'::confusion) AS weighted;

-- Weights as large and as small as they come, and far apart.
SELECT cohen_kappa_score(cm), cohen_kappa_score(cm, 'quadratic') AS quadratic, matthews_corrcoef(cm), f1_score(cm, 'weighted'), specificity_score(cm, 'micro'), zero_one_loss(cm)
FROM (VALUES (1), (1e307), (1e-320)) w (w), LATERAL (SELECT confusion_matrix(y, p, n * w::float8) AS cm FROM (VALUES (0, 0, 3), (0, 1, 1), (1, 1, 5), (2, 0, 1), (2, 2, 2)) v (y, p, n)) s;
SELECT specificity_score(cm, 'micro') AS micro FROM (VALUES ('{"labels": [0, 1, 2], "cells": [[0, 0, 5e307], [0, 1, 1e307], [1, 1, 5e307], [2, 0, 1e307], [2, 2, 5e307]], "weighted": true}'::confusion)) v (cm);
SELECT false_positive_rate(cm, 1) AS fpr, specificity_score(cm, 1) AS tnr, false_discovery_rate(cm, 1) AS fdr, zero_one_loss(cm) AS wrong, zero_one_loss(cm, false) AS weight
FROM (VALUES ('{"labels": [0, 1], "cells": [[0, 0, 1], [0, 1, 1], [1, 1, 1e18]], "weighted": true}'::confusion)) v (cm);
SELECT specificity_score(confusion_matrix(0, p, w), 0) AS single, specificity_score(confusion_matrix(ARRAY['a'], s::text[], w), pos_label => 'a') AS sets
FROM (VALUES (0, '{a}', 0.1), (1, '{a,b}', 0.2), (2, '{a,b,c}', 0.3)) v (p, s, w);
SELECT matthews_corrcoef('{"labels": [0, 1], "cells": [[0, 0, 1], [0, 1, 1e-200], [1, 1, 1e-200]], "weighted": true}'::confusion) AS far_apart,
       jaccard_score(confusion_matrix('{a,b}'::text[], '{a}', 5e-324), 'samples') AS least;
SELECT exact_p_value = corrected_p_value AS same FROM mcnemar_test('{"labels": [0, 1], "cells": [[0, 1, 1000000000000000], [1, 0, 1000000030000000]]}');
SELECT '{"labels": [0, 1], "cells": [[0, 0, 1e308], [1, 1, 1e308]], "weighted": true}'::confusion;

-- Sets of labels.
CREATE TEMPORARY TABLE tagged (id integer, y_true text[], y_pred text[], w float8);
INSERT INTO tagged VALUES (1, '{b}', '{a,b}', 1), (2, '{a,b}', '{b,a,b}', 0.5), (3, '{}', '{c}', 2), (4, NULL, '{a}', 1), (5, '{a}', '{a}', NULL), (6, '{a}', '{a}', 0);
CREATE TEMPORARY TABLE multi AS SELECT confusion_matrix(y_true, y_pred) AS cm, confusion_matrix(y_true, y_pred, w) AS wm FROM tagged WHERE id < 5;
SELECT cm FROM multi;
SELECT wm FROM multi;
SELECT confusion_matrix(y_true, y_pred, w) = (SELECT wm FROM multi) AS skipped FROM tagged;
SELECT confusion_matrix(y, p) FROM (VALUES ('{3,1}'::integer[], '{1}'::integer[]), ('{}', '{}')) v (y, p);
SELECT confusion_matrix(y, p) FROM (VALUES ('{}'::integer[], '{}'::integer[])) v (y, p);
SELECT accuracy_score(cm) AS subset, zero_one_loss(cm) AS zero_one, hamming_loss(cm) AS hamming, hamming_loss(cm, '{a,b,c,d}') AS of_four, hamming_loss(cm, '{a}') AS of_a,
       support(cm) AS rows, support(cm, 'b') AS b FROM multi;
SELECT average, precision_score(cm, average) AS p, recall_score(cm, average) AS r, f1_score(cm, average) AS f1, jaccard_score(cm, average) AS jaccard,
       fbeta_score(cm, 2, average) AS f2, f1_score(wm, average) AS weighted
FROM multi, (VALUES ('micro'), ('macro'), ('weighted'), ('samples')) v (average);
SELECT f1_score(cm, pos_label => 'a') AS a, f1_score(cm, 'macro', labels => '{a,b}') AS some, f1_score(cm, 'samples', labels => '{a,b,c,d}') AS samples,
       recall_score(cm, 'samples', zero_division => 1) AS one, recall_score(cm, 'samples', zero_division => 'NaN') AS nan, specificity_score(cm, 'macro') AS tnr FROM multi;
SELECT m.* FROM multi, multilabel_confusion_matrix(cm) m;
SELECT r.* FROM multi, class_report(cm) r;
\pset format unaligned
\pset tuples_only on
SELECT classification_report(cm) FROM multi;
SELECT classification_report(wm, labels => '{b,a}') FROM multi;
\pset tuples_only off
\pset format aligned
SELECT cm + cm - cm = cm AS same, cm - cm AS nothing, cm + '{"labels": [], "cells": []}' = cm AS neutral, cm::text::confusion = cm AS text, cm::jsonb -> 'rows' AS rows FROM multi;
SELECT rollup(x) = (SELECT confusion_matrix(y_true, y_pred) FROM tagged) AS rollup
FROM (SELECT confusion_matrix(y_true, y_pred) AS x FROM tagged GROUP BY id) s;
SELECT id, confusion_matrix(y_true, y_pred) OVER (ORDER BY id ROWS 1 PRECEDING) AS cm FROM tagged ORDER BY id;

-- What sets of labels refuse.
SELECT confusion_matrix('{a,NULL}'::text[], '{a}');
SELECT confusion_matrix('{{a},{b}}'::text[], '{a}');
SELECT confusion_matrix('{1}'::integer[], '{1}', 'NaN');
SELECT f1_score(cm) FROM multi;
SELECT f1_score(cm, 'samples', labels => '{a}') FROM multi;
SELECT f1_score(cm, 'samples') FROM five;
SELECT specificity_score(cm, 'samples') FROM multi;
SELECT cohen_kappa_score(cm) FROM multi;
SELECT confusion_cells(cm) FROM multi;
SELECT hamming_loss(cm, ARRAY[0, 1]) FROM five;
SELECT multi.cm + five.cm FROM multi, five;
SELECT cm + confusion_matrix('{1}'::integer[], '{1}') FROM multi GROUP BY cm;
SELECT confusion_matrix('{a}'::text[], '{a}') - cm FROM multi GROUP BY cm;
SELECT wm - wm FROM multi;
SELECT rollup(x) FROM (SELECT cm AS x FROM multi UNION ALL SELECT cm FROM five) s;
SELECT '{"labels": ["a"], "multilabel": true}'::confusion;
SELECT '{"labels": ["a"], "multilabel": 1, "classes": [[1, 0, 0]], "rows": [[1, 1, 1, 1]]}'::confusion;
SELECT '{"labels": ["a"], "multilabel": true, "classes": [[1, 0, 0]], "rows": [[1, 1, 1, 1]], "cells": []}'::confusion;
SELECT '{"labels": ["a"], "multilabel": true, "classes": [], "rows": []}'::confusion;
SELECT '{"labels": [true], "multilabel": true, "classes": [[1, 0, 0]], "rows": [[1, 1, 1, 1]]}'::confusion;
SELECT '{"labels": ["a", "a"], "multilabel": true, "classes": [[1, 0, 0], [1, 0, 0]], "rows": [[1, 1, 1, 2]]}'::confusion;
SELECT '{"labels": ["a"], "multilabel": true, "classes": [[1, 0, -1]], "rows": [[1, 1, 1, 1]]}'::confusion;
SELECT '{"labels": ["a"], "multilabel": true, "classes": [[1, 0, 0]], "rows": [[1, 1, 1, 0]]}'::confusion;
SELECT '{"labels": ["a"], "multilabel": true, "classes": [[1, 0, 0]], "rows": [[1, 1, 2, 1]]}'::confusion;
SELECT '{"labels": ["a"], "multilabel": true, "classes": [[2, 0, 0]], "rows": [[1, 1, 1, 1]]}'::confusion;
SELECT '{"labels": ["a", "b"], "multilabel": true, "classes": [[2, 0, 0], [0, 0, 0]], "rows": [[2, 2, 2, 1]]}'::confusion;

-- Intervals of proportions.
SELECT * FROM wilson_interval(8, 10);
SELECT * FROM clopper_pearson_interval(8, 10);
SELECT * FROM wilson_interval(successes => 8, n => 10, confidence => 0.5);
SELECT wilson_interval(0, 0) AS no_row, clopper_pearson_interval(NULL, 3) AS unknown, clopper_pearson_interval(0, 4) AS no_success, clopper_pearson_interval(4, 4) AS no_failure;
SELECT wilson_interval(11, 10);
SELECT wilson_interval(-1, 10);
SELECT wilson_interval('NaN', 10);
SELECT clopper_pearson_interval(1, 'Infinity');
SELECT clopper_pearson_interval(1, 1e15);
SELECT wilson_interval(0, 1e15) AS wilson, clopper_pearson_interval(0, 1e14) AS exact, wilson_interval(1e-9, 10) AS tiny;
SELECT wilson_interval(1, 10, confidence => 95);
SELECT wilson_interval(1, 10, confidence => NULL);

-- Intervals of metrics: one seed, one answer, everywhere.
CREATE TEMPORARY TABLE hundred AS SELECT '{"labels": [0, 1], "cells": [[0, 0, 50], [0, 1, 8], [1, 0, 12], [1, 1, 30]]}'::confusion AS cm;
SELECT i.* FROM hundred, score_interval(cm, 'f1_score') i;
SELECT i.* FROM hundred, score_interval(cm, 'f1_score', seed => 1) i;
SELECT i.* FROM hundred, score_interval(cm, 'f1_score', confidence => 0.5, replicates => 100) i;
SELECT metric, i.* FROM hundred, (VALUES ('accuracy_score'), ('balanced_accuracy_score'), ('matthews_corrcoef'), ('cohen_kappa_score'), ('zero_one_loss'),
       ('precision_score'), ('specificity_score'), ('prevalence'), ('positive_likelihood_ratio')) v (metric), score_interval(cm, metric, replicates => 200) i;
SELECT (score_interval(cm, 'f1_score', 'macro', replicates => 200)).*, (score_interval(cm, 'cohen_kappa_score', weights => 'linear', replicates => 200)).lower = (score_interval(cm, 'cohen_kappa_score', replicates => 200)).lower AS kappa FROM hundred;
SELECT score_interval(cm, 'fbeta_score', beta => 2, pos_label => '0', replicates => 50) = score_interval(cm, 'fbeta_score', 0, 2, replicates => 50) AS zero,
       score_interval(cm, 'recall_score', 'macro', ARRAY[0], replicates => 50) = score_interval(cm, 'recall_score', 'macro', '{0}', replicates => 50) AS labels FROM hundred;
SELECT score_interval('{"labels": [], "cells": []}', 'accuracy_score') AS empty, score_interval(NULL, 'accuracy_score') AS nothing,
       score_interval('{"labels": [0], "cells": [[0, 0, 3]]}'::confusion, 'f1_score') AS undefined;
SELECT score_interval(cm, 'roc_auc_score') FROM hundred;
SELECT score_interval(cm, 'f1_score', replicates => 0) FROM hundred;
SELECT score_interval(cm, 'f1_score', confidence => 1) FROM hundred;
SELECT score_interval(cm, 'f1_score', seed => NULL) FROM hundred;
SELECT score_interval(cm, NULL) FROM hundred;
SELECT score_interval(cm, 'f1_score', 'samples') FROM hundred;
SELECT score_interval('{"labels": [1], "cells": [[0, 0, 0.5]], "weighted": true}'::confusion, 'accuracy_score');
SELECT metric, average, i.* FROM multi, (VALUES ('f1_score', 'micro'), ('specificity_score', 'micro'), ('f1_score', 'samples'), ('accuracy_score', 'binary'), ('zero_one_loss', 'binary'), ('hamming_loss', 'binary')) v (metric, average),
       score_interval(cm, metric, average, replicates => 200) i;
SELECT score_interval(cm, 'recall_score', pos_label => 'a', replicates => 200) AS a, score_interval(cm, 'prevalence', pos_label => 'z') AS unknown,
       score_interval(cm, 'hamming_loss', labels => '{a,b,c,d}', replicates => 200) AS of_four, score_interval(confusion_matrix('{}'::text[], '{}'), 'f1_score', 'micro') AS without FROM multi GROUP BY cm;
SELECT score_interval(cm, 'f1_score', 'macro') FROM multi;
SELECT score_interval(cm, 'f1_score', 'micro', labels => '{a}') FROM multi;
SELECT score_interval(cm, 'matthews_corrcoef') FROM multi;
SELECT score_interval(wm, 'accuracy_score') FROM multi;
SELECT score_interval(cm, 'prevalence', 'macro') FROM hundred;
SELECT score_interval(cm, 'accuracy_score', labels => '{0}') FROM hundred;
SELECT i.score = cohen_kappa_score(cm, 'linear', '{2,0}') AS chosen, i.lower <> j.lower AS other
FROM (SELECT confusion_matrix(y, p) AS cm FROM unnest('{0,1,2,0,1,2,2,0}'::integer[], '{0,2,1,0,0,2,0,2}'::integer[]) v (y, p)) s,
     score_interval(cm, 'cohen_kappa_score', 'binary', '{2,0}', weights => 'linear') i, score_interval(cm, 'cohen_kappa_score', weights => 'linear') j;

-- Champion against challenger on the same rows.
SELECT paired_correctness(y, a, b), paired_correctness(y::text, a::text, b::text) = paired_correctness(y, a, b) AS texts,
       paired_correctness(y = 1, a = 1, b = 1) AS booleans
FROM (VALUES (1, 1, 1), (1, 0, 1), (2, 2, 0), (0, 1, 1), (3, 3, NULL)) v (y, a, b);
SELECT * FROM mcnemar_test('{"labels": [false, true], "cells": [[0, 0, 5], [0, 1, 3], [1, 0, 10], [1, 1, 80]]}');
SELECT * FROM mcnemar_test('{"labels": [true], "cells": [[0, 0, 5]]}');
SELECT mcnemar_test('{"labels": ["a", "b"], "cells": [[0, 1, 5]]}');
SELECT mcnemar_test('{"labels": [1, 2], "cells": [[0, 1, 5]]}');
SELECT mcnemar_test('{"labels": [0, 1], "cells": [[0, 1, 5]], "weighted": true}');

-- Metrics before the labels are known.
SELECT c.*, accuracy_score(cm), f1_score(cm), precision_score(cm), recall_score(cm)
FROM (SELECT estimated_confusion(p >= 0.5, p) AS cm FROM unnest('{.9,.8,.3,.4,.6}'::float8[]) p) s, confusion_cells(cm) c;
SELECT estimated_confusion(1, p) AS integers, estimated_confusion(0::smallint, p) AS smallints, estimated_confusion(1::bigint, 1) AS bigints
FROM (VALUES (0.25), (1), (0), (NULL)) v (p);
SELECT c.*, accuracy_score(cm), f1_score(cm, 'macro')
FROM (SELECT estimated_confusion(y, p, l) AS cm FROM (VALUES ('a', '{0.75,0.125,0.125}'::float8[], '{a,b,c}'::text[]), ('b', '{0.25,0.5,0.25}', '{a,b,c}'), ('a', '{0.5,0.5,0}', '{d,a,e}'),
      (NULL, '{1}', '{a}'), ('a', NULL, '{a}'), ('a', '{1}', NULL)) v (y, p, l)) s, confusion_cells(cm) c;
SELECT estimated_confusion(1, ARRAY[0.75, 0.25], ARRAY[0, 1]) AS integers, estimated_confusion(2::smallint, ARRAY[0.5, 0.25, 0.25], '{0,1,2}') AS smallints,
       estimated_confusion(y, ARRAY[1 - p, p], ARRAY[0, 1]) = estimated_confusion(y, p) AS of_two
FROM (VALUES (1, 0.75), (0, 0.125)) v (y, p);
SELECT estimated_confusion(3, ARRAY[0.75, 0.25], ARRAY[0, 1]);
SELECT estimated_confusion('a'::text, ARRAY[0.5, 0.25, 0.25], '{a,b,b}');
SELECT estimated_confusion('a'::text, ARRAY[0.75, 0.25], '{a,b,c}');
SELECT estimated_confusion('a'::text, ARRAY[0.75, 0.5], '{a,b}');
SELECT estimated_confusion('a'::text, ARRAY[0.75, 'NaN'], '{a,b}');
SELECT estimated_confusion('a'::text, ARRAY[0.75, NULL, 0.25], '{a,b,c}');
SELECT estimated_confusion('a'::text, ARRAY[0.75, 0.25], '{a,NULL}');
SELECT estimated_confusion('a'::text, ARRAY[ARRAY[0.75, 0.25]], '{a,b}');
SELECT estimated_confusion('a'::text, '{}', '{}');
SELECT estimated_confusion(2, 0.5);
SELECT estimated_confusion(true, 1.5);
SELECT estimated_confusion(true, 'NaN');
