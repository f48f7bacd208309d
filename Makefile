# make                     build build/taiyaku, libtaiyaku.a and .so, catalogues
# make demo                install what is missing, build, show the main job
# make check               the same set-up, then every test (ACCEPT=1 rewrites
#                          the golden files; FAST=1 leaves sanitizers out)
# make bench fuzz          figures; fuzzing (TARGET= TIME=seconds)
# make bench-peers         the same questions to other memories
# make install uninstall   DESTDIR= PREFIX=/usr/local
# make pot po-update       refresh the message catalogues
# make WEB=0               without the page of the editor, hence without Node
# make SANITIZE=address,undefined   the same in a folder of its own
VERSION	:= 0.1.0
PREFIX	?= /usr/local
comma	:= ,
# One build folder per flavour, so that switching never needs `make clean`.
B	:= build$(if $(SANITIZE),/$(subst $(comma),-,$(SANITIZE)))
GOALS	:= $(or $(MAKECMDGOALS),all)
# As many jobs as there are cores, unless -j says otherwise.
ifeq ($(filter -j% --jobserver%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
# V=1 shows every command whole.
Q	:= $(if $(V),,@)
say	 = $(if $(V),,@printf '  %-4s %s\n' '$(1)' '$(2)')

CFLAGS	?= -O2 -g
WARN	:= -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wvla -Werror
CPPFLAGS += -Isrc -I$(B) -D_POSIX_C_SOURCE=200809L -DTY_VERSION='"$(VERSION)"'
override CFLAGS += -fPIC -fvisibility=hidden -pthread
ifdef SANITIZE
override CFLAGS  += -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
override LDFLAGS += -fsanitize=$(SANITIZE)
endif

LAYERS	:= base text align match store format flow
LIB	:= $(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c))
CLI	:= $(wildcard src/cli/*.c)
SERVE	:= $(wildcard src/serve/*.c)
SCHEMA	:= $(sort $(wildcard tm/schema/*.sql))
WORK	:= $(sort $(wildcard tm/schema/work/*.sql))
VALUES	:= $(sort $(wildcard tm/lexicon/values-*.tsv))
TOKENS	:= $(sort $(wildcard src/text/value*.c)) $(patsubst %,src/text/%.c,chars decimal \
	   norm numeral token)
MADE	:= $(B)/schema.o $(B)/values.o $(B)/weights.o
# The page of the editor, compiled in; WEB=0 leaves it out.
WEB	?= 1
ASSETS	:= $(B)/$(if $(filter 0,$(WEB)),no)web.o
PAGE	:= $(wildcard $(addprefix src/web/,*.* */*.*))
# What the program has beyond the library.
SERVER	:= $(SERVE:%.c=$(B)/%.o) $(ASSETS) $(B)/openapi.o
UNIT	:= $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/*.c))
BENCH	:= $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c)) $(B)/bench/fit
FUZZ	:= $(patsubst tests/fuzz/%.c,%,$(filter-out %/replay.c,$(wildcard tests/fuzz/*.c)))
REPLAY	:= $(FUZZ:%=$(B)/tests/fuzz/%)
MAN	:= $(wildcard docs/*.1)
MO	:= $(patsubst po/%.po,build/locale/%/LC_MESSAGES/taiyaku.mo,$(wildcard po/*.po))
LEXICON	:= build/lexicon-en-ja.lex
EDICT	:= $(wildcard /usr/share/edict/edict /usr/share/edict/enamdict)
obj	 = $(patsubst %.c,$(B)/%.o,$(1))

all: $(B)/taiyaku $(B)/libtaiyaku.a $(B)/libtaiyaku.so $(MO) \
	$(if $(and $(filter %/edict,$(EDICT)),$(if $(SANITIZE),,yes)),$(LEXICON))

# The compiler's flags for our libraries.  Making this file is also where a
# missing package is met: `make demo` and `make check` install it.
PKGS	:= uchardet icu-uc icu-i18n sqlite3 libxml-2.0 jansson libxxhash libmd
ifneq ($(filter-out clean dist,$(GOALS)),)
include build/flags.mk
endif
build/flags.mk: Makefile .ci/setup
	@mkdir -p $(@D)
	@.ci/setup $(if $(filter demo check,$(GOALS)),,--print) build
	@{ echo "CPPFLAGS += $$(pkg-config --cflags $(PKGS))"; \
	   echo "LDLIBS += $$(pkg-config --libs $(PKGS)) -lgettextpo -lm"; \
	   echo "SERVELIBS += $$(pkg-config --libs libmicrohttpd)"; } >$@

$(B)/taiyaku: $(call obj,$(CLI)) $(SERVER) $(B)/libtaiyaku.a $(B)/paths.o
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(SERVELIBS) $(LDLIBS)

# The list of sources: when one goes, the library is made again without it.
$(B)/sources: FORCE
	@mkdir -p $(@D)
	@echo $(LIB) $(CLI) $(SERVER) | cmp -s - $@ || echo $(LIB) $(CLI) $(SERVER) >$@
FORCE:

$(B)/libtaiyaku.a: $(call obj,$(LIB)) $(MADE) $(B)/sources
	@rm -f $@
	$(call say,AR,$@)
	$(Q)$(AR) qcs $@ $(filter %.o,$^)

# The server for tests and benchmarks, which take from it what they use.
$(B)/serve.a: $(SERVER) $(B)/sources
	@rm -f $@
	$(call say,AR,$@)
	$(Q)$(AR) qcs $@ $(filter %.o,$^)

# The description of the API becomes one C string.
$(B)/openapi.c: src/serve/openapi.json Makefile
	@mkdir -p $(@D)
	@{ echo '#include "serve/serve.h"'; echo 'const char ty_openapi[] ='; \
	   sed 's/^ *//; s/[\\"]/\\&/g; s/.*/"&"/' $<; echo ';'; } >$@

# The editor's page; without it the table of files is empty.
$(B)/noweb.c: Makefile
	@mkdir -p $(@D)
	@printf '%s\n' '#include "serve/serve.h"' \
		'const struct ty_asset ty_assets[] = { { .path = NULL } };' >$@

$(B)/libtaiyaku.so: $(call obj,$(LIB)) $(MADE) $(B)/paths.o
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,libtaiyaku.so.0 -o $@ $^ $(LDLIBS)

$(B)/%.o: %.c Makefile build/flags.mk
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(B)/%.o: $(B)/%.c
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# Each SQL file becomes one C string: of a memory, of the stories in work.
$(B)/schema.c: $(SCHEMA) $(WORK) Makefile
	@mkdir -p $(@D)
	@steps() { \
	   name=$$1; shift; \
	   echo "const int $${name}_len = $$#;"; \
	   echo "const char *const $$name[] = {"; \
	   for f; do sed 's/[\\"]/\\&/g; s/.*/"&\\n"/' $$f; echo ','; done; \
	   echo '};'; \
	 }; \
	 { echo '#include "store/schema.h"'; \
	   steps ty_schema $(SCHEMA); \
	   steps ty_schema_work $(WORK); } >$@

# The words of values become tables, sorted; and what decides which tokens a
# text has, a number that index files are marked with.
$(B)/values.c: $(VALUES) $(TOKENS) src/text/value_lex.awk Makefile
	@mkdir -p $(@D)
	@{ echo '#include "text/value_lex.h"'; \
	   for l in $(VALUES:tm/lexicon/values-%.tsv=%); do \
	     LC_ALL=C awk -f src/text/value_lex.awk tm/lexicon/values-$$l.tsv | \
	     LC_ALL=C sort -s -t '	' -k 1,1 -k 2,2 | \
	     LC_ALL=C awk -v lang=$$l -f src/text/value_lex.awk; \
	   done; \
	   cat $(VALUES) $(TOKENS) | cksum | \
	     sed 's/ .*/u;/; s/^/const uint32_t ty_lex_sum = /'; } >$@

# The page of the editor: bundled by esbuild, which npm brings as the lockfile
# says, into a folder of ours, never into the tree.  build/web/tools is made when
# what tests need is there, too.
build/web/npm: src/web/package.json src/web/package-lock.json
	@.ci/setup $(if $(filter demo check,$(GOALS)),,--print) web
	@mkdir -p $(@D)
	@cp $^ $(@D)
	$(call say,NPM,$(@D)/node_modules)
	$(Q)cd $(@D) && npm ci --omit=dev --no-audit --no-fund --loglevel=error >/dev/null
	@rm -f $(@D)/tools
	@touch $@
build/web/tools: build/web/npm | build/web/assets.c
	$(call say,NPM,$@)
	$(Q)cd $(@D) && npm ci --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@
build/web/assets.c: build/web/npm $(PAGE) $(wildcard po/*.po)
	$(call say,WEB,$@)
	$(Q)node src/web/build.mjs build/web
$(B)/web.o: build/web/assets.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
# Types are checked apart: esbuild only leaves them out.
web-types: build/web/tools
	$(Q)build/web/node_modules/.bin/tsc -p src/web

# The aligner's weights.
$(B)/weights.c: tm/lexicon/align.weights Makefile
	@mkdir -p $(@D)
	@{ printf '%s\n' '#include "align/weights.h"' \
	     'const struct ty_weights ty_align_weights = {'; \
	   sed -n 's/^\([a-z][^	]*\)	\([-0-9.e]*\).*/	.\1 = \2,/p' $<; echo '};'; } >$@

# Where data and catalogues are: here for what runs from build/, under PREFIX
# for what is installed.  $(call paths,DATA,LOCALE,LEXICON)
paths	= printf '%s\n' '\#include "base/paths.h"' \
	  'const char ty_lexicon_file[] = "$(3)";' \
	  'const char ty_data_dir[] = "$(1)";' 'const char ty_locale_dir[] = "$(2)";'
$(B)/paths.c: Makefile
	@mkdir -p $(@D)
	@$(call paths,$(CURDIR)/tm,$(CURDIR)/build/locale,$(CURDIR)/$(LEXICON)) >$@

# The dictionaries that are installed, for what runs from build/; made again when
# they change, or how they are read.
$(LEXICON): $(EDICT) tm/lexicon/newsroom.tsv $(patsubst %,src/align/%.c,edict gloss glossary \
		heads lexfile lexmaker lextrie romaji scan) | $(B)/taiyaku
	$(call say,LEX,$@)
	$(Q)$(B)/taiyaku lexicon build -q -o $@

build/locale/%/LC_MESSAGES/taiyaku.mo: po/%.po
	@mkdir -p $(@D)
	$(call say,MO,$@)
	$(Q)msgfmt --check -o $@ $<

# ------------------------------------------------------------------- tests
$(B)/tests/unit/%: $(B)/tests/unit/%.o $(B)/serve.a $(B)/libtaiyaku.a $(B)/paths.o
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(SERVELIBS) $(LDLIBS)
$(B)/bench/%: $(B)/tests/bench/%.o $(B)/serve.a $(B)/libtaiyaku.a $(B)/paths.o
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(SERVELIBS) $(LDLIBS)
$(B)/bench/fit: $(call obj,$(wildcard tests/bench/fit/*.c)) $(B)/libtaiyaku.a $(B)/paths.o
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(B)/serve.a $(B)/libtaiyaku.a $(B)/paths.o
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(SERVELIBS) $(LDLIBS)
$(B)/example: docs/example.c $(B)/libtaiyaku.a $(B)/paths.o
	$(call say,LD,$@)
	$(Q)$(CC) $(WARN) -Isrc $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

programs: all $(UNIT) $(REPLAY) $(B)/example

# The dictionary is a help, not a need.
demo: all
	@.ci/setup words || :
	@$(MAKE) --no-print-directory all
	@sh docs/demo.sh

check: layers
	@.ci/setup check
	@$(if $(filter 0,$(WEB)),,.ci/setup web && .ci/setup browser)
	@$(MAKE) --no-print-directory programs $(if $(filter 0,$(WEB)),,build/web/tools)
	@$(if $(FAST),,$(MAKE) --no-print-directory SANITIZE=address,undefined programs)
	@WEB=$(WEB) sh tests/check.sh $(if $(FAST),fast)

bench: all $(BENCH) $(B)/tests/unit/value_write
	@sh tests/bench/bench.sh

bench-peers: all $(B)/bench/rates
	@sh tests/bench/peers.sh

fuzz:
	@.ci/setup --print fuzz
	@sh tests/fuzz/fuzz.sh "$(TARGET)" "$(or $(TIME),60)" \
		"clang $(WARN) $(CPPFLAGS) -g -O1 -pthread" "$(LDLIBS)" $(LIB) src/serve/head.c

# A folder may include itself and what stands below it; an outside library has
# one home.  The rules stand in the script.
layers:
	@sh tests/layers.sh

# One catalogue for the program and its page.
pot: $(if $(filter 0,$(WEB)),,build/web/assets.c)
	@mkdir -p build
	xgettext --language=C --no-location -k_ -kN_ -kQ_:1,2 -cTRANSLATORS: --from-code=UTF-8 \
		--package-name=taiyaku --package-version=$(VERSION) \
		-o build/taiyaku.pot $(sort $(LIB) $(SERVE) $(CLI))
	$(if $^,xgettext --language=JavaScript --no-location -k -k_ -kN_ -kQ_:1$(comma)2 \
		--from-code=UTF-8 -j -o build/taiyaku.pot build/web/pot/*.js)
po-update: pot
	for f in po/*.po; do msgmerge -q --update --backup=off --no-location $$f build/taiyaku.pot; done

# ------------------------------------------------------------ installation
BIN	= $(DESTDIR)$(PREFIX)/bin
LIBDIR	= $(DESTDIR)$(PREFIX)/lib
SHARE	= $(DESTDIR)$(PREFIX)/share
install: all
	@$(call paths,$(PREFIX)/share/taiyaku,$(PREFIX)/share/locale,$(PREFIX)/share/taiyaku/lexicon-en-ja.lex) >$(B)/paths-installed.c
	$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) -c -o $(B)/paths-installed.o $(B)/paths-installed.c
	install -d $(BIN) $(LIBDIR)/pkgconfig $(DESTDIR)$(PREFIX)/include $(SHARE)/man/man1 \
		$(SHARE)/bash-completion/completions
	$(CC) $(CFLAGS) $(LDFLAGS) -o $(BIN)/taiyaku $(call obj,$(CLI)) $(SERVER) \
		$(B)/libtaiyaku.a $(B)/paths-installed.o $(SERVELIBS) $(LDLIBS)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,libtaiyaku.so.0 \
		-o $(LIBDIR)/libtaiyaku.so.$(VERSION) $(call obj,$(LIB)) $(MADE) \
		$(B)/paths-installed.o $(LDLIBS)
	ln -sf libtaiyaku.so.$(VERSION) $(LIBDIR)/libtaiyaku.so.0
	ln -sf libtaiyaku.so.0 $(LIBDIR)/libtaiyaku.so
	install -m 644 $(B)/libtaiyaku.a $(LIBDIR)/libtaiyaku.a
	$(AR) rs $(LIBDIR)/libtaiyaku.a $(B)/paths-installed.o
	install -m 644 src/taiyaku.h $(DESTDIR)$(PREFIX)/include
	printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
		'Name: taiyaku' 'Description: English-Japanese translation memory' \
		'Version: $(VERSION)' 'Libs: -L$${libdir} -ltaiyaku' \
		'Libs.private: $(strip $(LDLIBS)) -pthread' \
		'Cflags: -I$${includedir}' >$(LIBDIR)/pkgconfig/taiyaku.pc
	install -m 644 $(MAN) $(SHARE)/man/man1
	install -m 644 src/cli/completion.bash $(SHARE)/bash-completion/completions/taiyaku
	for d in rules lexicon samples; do \
		find tm/$$d -type f | while read -r f; do \
			install -D -m 644 $$f $(SHARE)/taiyaku/$${f#tm/} || exit 1; done; done
	for m in $(MO); do \
		install -D -m 644 $$m $(SHARE)/locale/$${m#build/locale/} || exit 1; done

uninstall:
	rm -f $(BIN)/taiyaku $(LIBDIR)/libtaiyaku.* $(LIBDIR)/pkgconfig/taiyaku.pc \
		$(DESTDIR)$(PREFIX)/include/taiyaku.h $(SHARE)/man/man1/taiyaku.1 \
		$(SHARE)/man/man1/taiyaku-*.1 $(SHARE)/bash-completion/completions/taiyaku \
		$(MO:build/locale/%=$(SHARE)/locale/%)
	rm -rf $(SHARE)/taiyaku

dist:
	@mkdir -p build
	git archive --prefix=taiyaku-$(VERSION)/ -o build/taiyaku-$(VERSION).tar.gz HEAD

clean:
	rm -rf build

.SECONDARY:
.DELETE_ON_ERROR:
.PHONY: FORCE web-types all programs demo check bench bench-peers fuzz layers pot po-update install uninstall dist clean
-include $(patsubst %.c,$(B)/%.d,$(LIB) $(SERVE) $(CLI) $(wildcard tests/unit/*.c tests/bench/*.c tests/bench/*/*.c tests/fuzz/*.c))
