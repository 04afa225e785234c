/** What can go wrong, each with one sentence for a musician. Anything else that is thrown is a fault of ours. */

/** Shown to the musician as it is. */
export class SidemanError extends Error {}

/** Nobody listens, or the player went away. */
export class NobodyError extends SidemanError {}

/** The musician changed their mind: nothing is shown. */
export class AbortedError extends SidemanError {
  constructor() {
    super("stopped");
  }
}

export const NOBODY = "Nobody there: start Sideman in a terminal with: sideman run";
export const WENT_AWAY = "The player went away while it worked; nothing was written. Start it again: sideman run";
export const OTHER_VERSION = "The player is of another version: update Sideman and this extension, both.";
