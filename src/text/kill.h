#ifndef TY_TEXT_KILL_H
#define TY_TEXT_KILL_H

#include "taiyaku.h"

/* Does an editor's note or a slugline take its story back: "MANDATORY KILL",
 * "STORY WITHDRAWN", 【全文取り消し】? */
bool ty_kill_stated(const char *s, size_t len);

#endif
