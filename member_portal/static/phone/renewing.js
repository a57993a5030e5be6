/** The next card is asked for on the phone that has the present one: its codes end with the asking. */
import { wipe } from "./store.js";

// Should the answer get lost, no card is shown rather than one that no counter takes any more.
document.querySelector("[data-renews]")?.addEventListener("submit", wipe);
