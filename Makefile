# mreg: build with PGXS.  `make help` lists the goals.
EXTENSION   := mreg
MREG_SRC    := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))
EXTVERSION  := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(MREG_SRC)/mreg.control)
INSTALL_SQL := sql/$(EXTENSION)--$(EXTVERSION).sql
SQL_PARTS   := $(sort $(wildcard $(MREG_SRC)/sql/parts/*.sql))

# Goals that need neither pg_config nor a compiler: the scripts behind them see to that.
DRIVERS := help test demo bench core-check format format-check dist
.PHONY: $(DRIVERS)

ifneq ($(filter-out $(DRIVERS),$(or $(MAKECMDGOALS),all)),)

MODULE_big := $(EXTENSION)
OBJS       := $(patsubst $(MREG_SRC)/%.c,%.o,$(sort $(wildcard $(MREG_SRC)/src/*.c $(MREG_SRC)/src/*/*.c)))
INCLUDED   := $(sort $(wildcard $(MREG_SRC)/src/*.h $(MREG_SRC)/src/*/*.h))
HEADERS    := $(patsubst $(MREG_SRC)/%,%,$(wildcard $(MREG_SRC)/src/mreg.h))
DATA       := $(filter-out $(INSTALL_SQL),$(patsubst $(MREG_SRC)/%,%,$(sort $(wildcard $(MREG_SRC)/sql/$(EXTENSION)--*.sql))))
DATA_built := $(INSTALL_SQL)

REGRESS        := $(notdir $(basename $(sort $(wildcard $(MREG_SRC)/test/sql/*.sql))))
REGRESS_OPTS   := --inputdir=$(MREG_SRC)/test --load-extension=$(EXTENSION)
ISOLATION      := $(notdir $(basename $(sort $(wildcard $(MREG_SRC)/test/isolation/specs/*.spec))))
ISOLATION_OPTS := --inputdir=$(MREG_SRC)/test/isolation --load-extension=$(EXTENSION)
EXTRA_CLEAN    := .build-flags
SHLIB_LINK     := -lzstd

PG_CPPFLAGS := -I$(MREG_SRC)/src
# -ffp-contract=off: sums and seeded draws come out the same on every processor.
PG_CFLAGS   := -fvisibility=hidden -ffp-contract=off -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare
ifneq ($(findstring clang,$(CC)),)
PG_CFLAGS   += -Wno-unknown-warning-option -Wno-ignored-optimization-argument -Wno-ignored-attributes
endif
ifeq ($(WERROR),1)
PG_CFLAGS   += -Werror
endif
ifeq ($(ASSERT),1)
PG_CPPFLAGS += -DUSE_ASSERT_CHECKING
endif

# pg_regress looks for NAME.sql in sql/ before it looks in test/sql/.
ifneq ($(filter $(notdir $(wildcard $(MREG_SRC)/sql/*.sql)),$(notdir $(wildcard $(MREG_SRC)/test/sql/*.sql))),)
$(error a file in sql/ shadows a test in test/sql/)
endif

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq ($(PGXS),)
$(error $(PG_CONFIG) was not found: install PostgreSQL's server headers (on Debian: apt-get install postgresql-server-dev-all) or give PG_CONFIG=/path/to/pg_config)
endif
ifeq ($(wildcard $(PGXS)),)
$(error $(PGXS) is missing: install PostgreSQL's server headers (on Debian: apt-get install postgresql-server-dev-all) or give PG_CONFIG=/path/to/pg_config)
endif

# A server built with LLVM wants bitcode too, which needs its clang; without it the extension is merely not inlined.
LLVM_CLANG := $(shell sed -n 's/^CLANG *= *//p' $(dir $(PGXS))../Makefile.global)
ifeq ($(shell command -v $(or $(CLANG),$(LLVM_CLANG),no-clang) 2>/dev/null),)
override with_llvm := no
endif

REGRESS_PREP := regress-links
include $(PGXS)

# Of the source directory only sources are searched, lest what was built there passes for what is built here.
ifneq ($(MREG_SRC),.)
VPATH :=
vpath %.c $(MREG_SRC)
vpath %.control $(MREG_SRC)
endif

# Objects depend on every header and on the flags, so that neither change leaves a stale object.
BUILD_FLAGS = $(VERSION) $(CC) $(CPPFLAGS) $(CFLAGS)
$(OBJS) $(OBJS:.o=.bc): .build-flags $(INCLUDED)
.build-flags: FORCE
	@mkdir -p $(sort $(dir $(OBJS)))
	@printf '%s\n' '$(BUILD_FLAGS)' | cmp -s - $@ || printf '%s\n' '$(BUILD_FLAGS)' >$@

$(INSTALL_SQL): $(SQL_PARTS)
	@mkdir -p $(@D)
	cat $^ >$@

# PostgreSQL 15 reads expected/ from the directory that it is run in.
.PHONY: regress-links clean-links FORCE
regress-links:
	@test -e expected || ln -s $(abspath $(MREG_SRC))/expected expected
clean: clean-links
clean-links:
	@test ! -L expected || rm expected

endif

help:
	@echo 'make                   build the extension (PG_CONFIG=/path/to/pg_config, WERROR=1, ASSERT=1)'
	@echo 'make install           install it into that PostgreSQL (DESTDIR= is honoured)'
	@echo 'make installcheck      run the regression and isolation tests against a running server'
	@echo 'make clean             remove what was built'
	@echo 'make demo              play a story on real predictions, in a server of its own (KEEP=1 leaves it running)'
	@echo 'make test              run the whole test suite, in a server of its own (MREG_LARGE_MB=10240: megabytes of a large artifact)'
	@echo 'make bench             measure, in a server of its own, and print ratios (PARTS="metrics_curve", ROWS=200000: see test/bench/run)'
	@echo 'make core-check        run the unit tests of src/core under the address and undefined-behaviour sanitizers'
	@echo 'make format            lay out the C sources with clang-format 14; format-check only tells'
	@echo 'make dist              write $(EXTENSION)-$(EXTVERSION).zip for PGXN'

test:
	@bash $(MREG_SRC)/test/run

demo:
	@bash $(MREG_SRC)/test/demo/run

bench:
	@bash $(MREG_SRC)/test/bench/run

core-check:
	@bash $(MREG_SRC)/test/lib/core-check

format:
	@python3 $(MREG_SRC)/test/lib/format

format-check:
	@python3 $(MREG_SRC)/test/lib/format --check

dist:
	git -C $(MREG_SRC) archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/ -o $(CURDIR)/$(EXTENSION)-$(EXTVERSION).zip HEAD
