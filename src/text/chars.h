#ifndef TY_TEXT_CHARS_H
#define TY_TEXT_CHARS_H

#include <stdbool.h>
#include <stdint.h>

/* A letter, digit or combining mark, of any script. */
bool ty_char_is_word(int32_t c);

/* The value of a decimal digit of any script and width, or -1. */
int ty_char_digit(int32_t c);

#endif
