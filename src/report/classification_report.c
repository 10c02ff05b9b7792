/* classification_report.c: the report of a confusion as the text that scikit-learn prints. */
#include "types/confusion.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#define MAX_DIGITS 1000

static const MregMetric metrics[] = { MREG_PRECISION, MREG_RECALL, MREG_FBETA };

/* Widths and accuracy of the columns. */
typedef struct Columns
{
	int width;      /* of the first column, in characters */
	int digits;     /* after the point */
	bool as_floats; /* supports are written as Python writes floats */
} Columns;

/* Puts text to the right of a field of that many characters. */
static void
PutField(StringInfo buf, const char *text, int width)
{
	int len = strlen(text);
	int blanks = width - pg_mbstrlen_with_len(text, len);

	if (blanks > 0)
		appendStringInfoSpaces(buf, blanks);
	appendBinaryStringInfo(buf, text, len);
}

/* A sum of weights as Python writes a float: shortest digits, exponent below 1e-4 and from 1e16. */
static char *
PythonFloat(double value)
{
	char shortest[DOUBLE_SHORTEST_DECIMAL_LEN];
	char digits[DOUBLE_SHORTEST_DECIMAL_LEN];
	int n = 0;
	int point = 0; /* position of the decimal point in digits */
	bool after_point = false;
	StringInfoData buf;

	double_to_shortest_decimal_buf(value, shortest);
	for (char *p = shortest; *p != '\0'; p++)
	{
		if (*p == '.')
			after_point = true;
		else if (*p == 'e')
		{
			point += atoi(p + 1);
			break;
		}
		else if (n > 0 || *p != '0')
		{
			digits[n++] = *p;
			point += !after_point;
		}
		else if (after_point)
			point--;
	}
	while (n > 0 && digits[n - 1] == '0')
		n--;
	initStringInfo(&buf);
	if (n == 0)
		appendStringInfoString(&buf, "0.0");
	else if (point < -3 || point > 16)
	{
		appendStringInfoChar(&buf, digits[0]);
		if (n > 1)
			appendStringInfo(&buf, ".%.*s", n - 1, digits + 1);
		appendStringInfo(&buf, "e%c%02d", point < 1 ? '-' : '+', abs(point - 1));
	}
	else if (point <= 0)
	{
		appendStringInfoString(&buf, "0.");
		for (int k = point; k < 0; k++)
			appendStringInfoChar(&buf, '0');
		appendBinaryStringInfo(&buf, digits, n);
	}
	else
	{
		for (int k = 0; k < point || k < n; k++)
		{
			if (k == point)
				appendStringInfoChar(&buf, '.');
			appendStringInfoChar(&buf, k < n ? digits[k] : '0');
		}
		if (n <= point)
			appendStringInfoString(&buf, ".0");
	}
	return buf.data;
}

/* Puts one line: name, three scores, support; a score that is NULL leaves its place blank. */
static void
PutLine(StringInfo buf, const Columns *columns, const char *name, const MregScore *scores, double support)
{
	CHECK_FOR_INTERRUPTS();
	PutField(buf, name, columns->width);
	appendStringInfoChar(buf, ' ');
	for (int m = 0; m < 3; m++)
	{
		char *number = "";

		if (!scores[m].is_null)
			number = isnan(scores[m].value) ? "nan" : psprintf("%.*f", columns->digits, scores[m].value);
		appendStringInfoChar(buf, ' ');
		PutField(buf, number, 9);
	}
	appendStringInfoChar(buf, ' ');
	PutField(buf, columns->as_floats ? PythonFloat(support) : psprintf("%.0f", support), 9);
	appendStringInfoChar(buf, '\n');
}

/* The names of the classes: target_names where given, else the labels as Python prints them. */
static char **
NamesOfClasses(const MregConfusion *c, const ClassList *list, ArrayType *target_names, int *n)
{
	char **names;
	Datum *elements;
	bool *nulls;

	if (target_names == NULL)
	{
		*n = list->n;
		names = MemoryContextAllocHuge(CurrentMemoryContext, *n * sizeof(char *) + 1);
		for (int k = 0; k < *n; k++)
		{
			names[k] = ClassName(c, list, k);
			if (list->kind == MREG_LABEL_BOOLEAN)
				names[k][0] = pg_toupper(names[k][0]);
		}
		return names;
	}
	deconstruct_array(target_names, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, n);
	if (*n == 0 || (*n != list->n && list->labels == NULL))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("target_names holds %d names for %u classes", *n, list->n),
				 errhint("Choose the classes with labels => ....")));
	names = MemoryContextAllocHuge(CurrentMemoryContext, *n * sizeof(char *));
	for (int k = 0; k < *n; k++)
	{
		if (nulls[k])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("target_names must not hold NULL")));
		names[k] = TextDatumGetCString(elements[k]);
	}
	return names;
}

MREG_FUNCTION(mreg_classification_report);

/* (cm, labels text[] or bigint[], target_names text[], digits integer, zero_division): the report as text. */
Datum
mreg_classification_report(PG_FUNCTION_ARGS)
{
	static const char *const headings[] = { "precision", "recall", "f1-score", "support" };
	MregZeroDivision zero_division = ZeroDivisionArg(fcinfo, 4);
	MregConfusion *c;
	ClassList list;
	Columns columns;
	StringInfoData buf;
	char **names;
	ReportAverage averages[MAX_REPORT_AVERAGES];
	double total;
	double correct;
	int n;
	int n_averages;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("digits must not be NULL")));
	columns.digits = PG_GETARG_INT32(3);
	if (columns.digits < 0 || columns.digits > MAX_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("digits must be between 0 and %d", MAX_DIGITS)));
	if (zero_division.is_null)
		zero_division.is_null = false;
	c = ConfusionGetAnyClosed(PG_GETARG_DATUM(0));
	ListClasses(c, PG_ARGISNULL(1) ? NULL : PG_GETARG_ARRAYTYPE_P(1), &list);
	if (list.n == 0)
		PG_RETURN_NULL();
	names = NamesOfClasses(c, &list, PG_ARGISNULL(2) ? NULL : PG_GETARG_ARRAYTYPE_P(2), &n);

	/* scikit-learn's supports are floats where they are weights, and where no row at all of one label is right. */
	mreg_totals(c, &total, &correct);
	columns.as_floats = mreg_weighted(c) || (correct == 0 && !mreg_multilabel(c));
	columns.width = Max((int) strlen("weighted avg"), columns.digits);
	for (int k = 0; k < n; k++)
		columns.width = Max(columns.width, pg_mbstrlen(names[k]));
	initStringInfo(&buf);
	appendStringInfoSpaces(&buf, columns.width + 1);
	for (int k = 0; k < lengthof(headings); k++)
	{
		appendStringInfoChar(&buf, ' ');
		PutField(&buf, headings[k], 9);
	}
	appendStringInfoString(&buf, "\n\n");
	for (int k = 0; k < n && k < list.n; k++)
	{
		MregScore scores[3];

		for (int m = 0; m < 3; m++)
			scores[m] = mreg_class_score(metrics[m], 1, &list.classes[k], zero_division);
		PutLine(&buf, &columns, names[k], scores, list.classes[k].t);
	}
	appendStringInfoChar(&buf, '\n');
	n_averages = ReportAverages(&list, zero_division, averages);
	for (int k = 0; k < n_averages; k++)
		PutLine(&buf, &columns, averages[k].label, averages[k].scores, averages[k].support);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}
