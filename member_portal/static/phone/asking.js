/** Asks the server for the codes that are missing, and learns from it how the card stands. */

const PATIENCE = 15 * 1000;
const SIGNED_OUT = "signed-out";

export class Asking {
  constructor(address, clock) {
    this.address = address;
    this.clock = clock;
    this.isUnderWay = false;
  }

  /**
   * Ask until nothing is missing. `take` gets every answer and returns what is kept then;
   * resolves to "good", "stopped", "signed-out" or "no-network".
   */
  async bring(kept, take) {
    if (this.isUnderWay) return null;
    this.isUnderWay = true;
    try {
      for (;;) {
        const answer = await this.#ask(kept);
        if (typeof answer === "string") return answer;
        kept = take(answer);
        if (answer.state !== "good") return "stopped";
        if (!answer.tokens.length || answer.first + answer.tokens.length >= answer.until) return "good";
      }
    } finally {
      this.isUnderWay = false;
    }
  }

  async #ask(kept) {
    const from = kept ? { bo: kept.series, tu: kept.first + kept.tokens.length } : {};
    try {
      const answer = await this.#hear(`${this.address}?${new URLSearchParams(from)}`);
      return answer === SIGNED_OUT ? await this.#whenSignedOut() : answer;
    } catch {
      return "no-network";
    }
  }

  /** Whoever has to sign in again hears the time all the same, and that a card is one no more. */
  async #whenSignedOut() {
    const answer = await this.#hear(`${this.address}/con-khong`);
    return answer.state === SIGNED_OUT ? SIGNED_OUT : answer;
  }

  async #hear(address) {
    const asked = this.clock.asked();
    const response = await fetch(address, {
      headers: { "X-Fragment": "1" },
      cache: "no-store",
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    if (response.status === 401) return SIGNED_OUT;
    if (!response.ok) return "no-network";
    const answer = await response.json();
    this.clock.learn(answer.time, asked);
    return answer;
  }
}
