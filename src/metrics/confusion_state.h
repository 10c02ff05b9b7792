/* confusion_state.h: what the transitions of aggregates over mreg.confusion share. */
#ifndef MREG_METRICS_CONFUSION_STATE_H
#define MREG_METRICS_CONFUSION_STATE_H

#include "types/confusion.h"

extern MregOpenConfusion *MakeState(FunctionCallInfo fcinfo, uint8 kind, uint8 flags, uint64 text);
extern Datum AddRowWeight(MregOpenConfusion *o, uint32 i, uint32 j, double w);

/* Is the state one that a transition may change: open, of that kind and those flags? */
static inline bool
StateIsReady(FunctionCallInfo fcinfo, uint8 kind, uint8 flags)
{
	MregConfusion *c = (MregConfusion *) DatumGetPointer(PG_GETARG_DATUM(0));

	return !PG_ARGISNULL(0) && VARATT_IS_4B_U(c) && c->version == MREG_CONFUSION_VERSION && c->form == MREG_OPEN &&
		c->kind == kind && (c->flags & (MREG_WEIGHTED | MREG_MULTILABEL)) == flags;
}

/* The state of an aggregate, or NULL if it needs work before: it is absent, closed, or of another kind. */
static inline MregOpenConfusion *
ReadyState(FunctionCallInfo fcinfo, uint8 kind, uint8 flags)
{
	return StateIsReady(fcinfo, kind, flags) ? (MregOpenConfusion *) DatumGetPointer(PG_GETARG_DATUM(0)) : NULL;
}

#endif /* MREG_METRICS_CONFUSION_STATE_H */
