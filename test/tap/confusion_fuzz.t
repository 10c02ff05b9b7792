# Binary images of mreg.confusion: they come back as they went, and damaged ones give an error of the right class.
use strict;
use warnings;
use Test::More;
use lib 'test/lib';
use MregTest;

my $dir = open_database();
is(script(<<SQL), '', 'the values are made');
CREATE EXTENSION mreg;
CREATE TABLE original (i integer, cm mreg.confusion);
INSERT INTO original
SELECT g, mreg.confusion_matrix(g % 7 * i % 5, i % 3) FROM generate_series(1, 40) g, generate_series(1, 30) i GROUP BY g
UNION ALL SELECT 100 + g, mreg.confusion_matrix(i % g, g, (i / 7.0)::float8) FROM generate_series(1, 10) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 200 + g, mreg.confusion_matrix(chr(97 + i % g) || repeat(chr(233), g % 4), chr(8364 + i)) FROM generate_series(1, 20) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 300 + g, mreg.confusion_matrix(i % 2 = 0, i % g = 1) FROM generate_series(1, 5) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 400, mreg.confusion_matrix(i, i / 2) FROM generate_series(1, 200) i
UNION ALL SELECT 401, '{"labels": [], "cells": []}'
UNION ALL SELECT 500 + g, mreg.confusion_matrix(ARRAY[g * i % 7, i % 3, g % 4], ARRAY[i % 5, i % g]) FROM generate_series(1, 30) g, generate_series(1, 12) i GROUP BY g
UNION ALL SELECT 600 + g, mreg.confusion_matrix(ARRAY[i % g, i], ARRAY[g, i], (i / 7.0)::float8) FROM generate_series(1, 10) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 700 + g, mreg.confusion_matrix(ARRAY['', chr(97 + i % g) || repeat(chr(233), g % 4)], ARRAY[chr(97 + g), chr(100 + i)]) FROM generate_series(1, 20) g, generate_series(1, 9) i GROUP BY g
UNION ALL SELECT 800, mreg.confusion_matrix('{}'::text[], '{}');
CREATE TABLE copied (LIKE original);
CREATE TABLE damaged (cm mreg.confusion);
\\copy original to '$dir/all' (FORMAT binary)
\\copy copied from '$dir/all' (FORMAT binary)
SQL
is(script('SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.cm OPERATOR(mreg.=) c.cm AND o.cm::text = c.cm::text'),
	"138\n", 'binary input of binary output gives every value back');
is(script("SET client_encoding = latin1;\n\\copy (SELECT i, cm FROM original WHERE i BETWEEN 1 AND 199 OR i > 299) to '$dir/latin' (FORMAT binary)\n"
	. "TRUNCATE copied;\n\\copy copied from '$dir/latin' (FORMAT binary)\n"
	. 'SELECT count(*) FROM original o JOIN copied c USING (i) WHERE o.cm OPERATOR(mreg.=) c.cm'),
	"118\n", 'and in another encoding of the client');

survives('damaged',
	query => 'SELECT cm FROM original',
	images => 138,
	seed => 20240607,
	allowed => [qw(22P03 22021 22003 54000)],
	whole => <<'SQL');
cm::text::mreg.confusion OPERATOR(mreg.=) cm AND mreg.confusion_add(cm, '{"labels": [], "cells": []}') OPERATOR(mreg.=) cm
	AND (mreg.f1_score(cm, 'macro') IS NULL) = NOT EXISTS (SELECT FROM mreg.multilabel_confusion_matrix(cm))
	AND length(coalesce(mreg.classification_report(cm), '')) >= 0
SQL
done_testing();
