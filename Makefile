# mreg: build with PGXS.  `make help` lists the goals.
EXTENSION   := mreg
MREG_SRC    := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))
EXTVERSION  := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(MREG_SRC)/mreg.control)
INSTALL_SQL := sql/$(EXTENSION)--$(EXTVERSION).sql
MODULE_big  := $(EXTENSION)
SOURCES     := $(sort $(patsubst $(MREG_SRC)/%,%,$(wildcard $(MREG_SRC)/src/*.c $(MREG_SRC)/src/*/*.c)))
OBJS        := $(SOURCES:.c=.o)
DATA_built  := $(INSTALL_SQL)

REGRESS        := $(notdir $(basename $(sort $(wildcard $(MREG_SRC)/test/sql/*.sql))))
REGRESS_OPTS   := --inputdir=$(MREG_SRC)/test --load-extension=$(EXTENSION)
ISOLATION      := $(notdir $(basename $(sort $(wildcard $(MREG_SRC)/test/isolation/specs/*.spec))))
ISOLATION_OPTS := --inputdir=$(MREG_SRC)/test/isolation --load-extension=$(EXTENSION)

PG_CPPFLAGS = -I$(MREG_SRC)/src
PG_CFLAGS   = -fvisibility=hidden -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

$(INSTALL_SQL): $(sort $(wildcard $(MREG_SRC)/sql/parts/*.sql))
	cat $^ > $@
