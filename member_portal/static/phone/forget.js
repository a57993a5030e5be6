/** The card is not, or no longer, on this phone: its codes go too. */
import { wipe } from "./store.js";

wipe();
