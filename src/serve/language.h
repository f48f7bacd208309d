#ifndef TY_SERVE_LANGUAGE_H
#define TY_SERVE_LANGUAGE_H

#include "base/catalogue.h"

/* The languages there are messages in: English, and each catalogue of the
 * process's folder.  Read once; threads may share them. */
struct ty_speech;
struct ty_speech *ty_speech_open(void);
void ty_speech_close(struct ty_speech *speech);

/*
 * Let this thread speak what `accept` (an Accept-Language header, or NULL) asks
 * for, by its weights; the process's language where it asks for nothing we
 * have.  Gives the language's tag: "en", "ja".  Static or the speech's.
 */
const char *ty_speech_use(const struct ty_speech *speech, const char *accept);

#endif
