/** Why the camera cannot be had here, if it cannot. */
import { say } from "./words.js";

const APPS = [
  [/zalo/i, "Zalo"],
  [/messenger|MessengerForiOS/i, "Messenger"],
  [/FBAN|FBAV|FB_IAB|FB4A/, "Facebook"],
  [/instagram/i, "Instagram"],
  [/musical_ly|bytedance|tiktok/i, "TikTok"],
  [/viber/i, "Viber"],
  [/; wv\)/, say("this_app")],
];

export function appAround(agent = navigator.userAgent) {
  return APPS.find(([pattern]) => pattern.test(agent))?.[1] ?? null;
}

function isApple() {
  return /iPhone|iPad/.test(navigator.userAgent);
}

/** A word key and its facts, or null where the camera may be tried. */
export function whyNoCamera() {
  if (navigator.mediaDevices?.getUserMedia) return null;
  const app = appAround();
  if (app) return ["in_app", { app }];
  return [globalThis.isSecureContext ? "no_camera" : "insecure", {}];
}

/** The same for a camera that was asked for and refused. */
export function whyRefused(error) {
  const app = appAround();
  if (error.name === "NotAllowedError" && app) return ["in_app", { app }];
  if (error.name === "NotAllowedError") return [isApple() ? "denied_iphone" : "denied", {}];
  if (error.name === "NotReadableError") return ["busy", {}];
  return ["no_camera", {}];
}
