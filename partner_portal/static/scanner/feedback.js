/** An answer is heard and felt, not only seen; both can be switched off. */
import { recall, remember } from "./remembered.js";

const QUIET = "scanner-quiet";
const PATTERNS = {
  good: { notes: [[880, 0, 0.12]], shake: [80] },
  warning: { notes: [[660, 0, 0.1], [660, 0.16, 0.1]], shake: [60, 60, 60] },
  bad: { notes: [[220, 0, 0.18], [180, 0.22, 0.26]], shake: [200, 80, 200] },
};

let player = null;

export function isQuiet() {
  return recall(QUIET) === "1";
}

export function setQuiet(quiet) {
  remember(QUIET, quiet ? "1" : "0");
}

/** Browsers let a page make sounds only after a tap: call this from one. */
export function allowSound() {
  const Player = globalThis.AudioContext ?? globalThis.webkitAudioContext;
  if (Player) player ??= new Player();
  player?.resume();
}

export function signal(outcome) {
  const pattern = PATTERNS[outcome];
  if (!pattern || isQuiet()) return;
  navigator.vibrate?.(pattern.shake);
  if (player?.state === "running") pattern.notes.forEach(play);
}

function play([pitch, after, length]) {
  const [tone, volume] = [player.createOscillator(), player.createGain()];
  const begin = player.currentTime + after;
  tone.frequency.value = pitch;
  tone.type = "square";
  volume.gain.setValueAtTime(0.12, begin);
  volume.gain.exponentialRampToValueAtTime(0.001, begin + length);
  tone.connect(volume).connect(player.destination);
  tone.start(begin);
  tone.stop(begin + length);
}
