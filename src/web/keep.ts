// What was typed and is not yet the server's: kept in the browser.
import { Cell } from "./cell";

/** How many segments have text here that the server has not acknowledged. */
export const unsaved = new Cell(0);
