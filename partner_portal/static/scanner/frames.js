/** Reads one frame after another until told to stop, and notices when none come any more. */

const FASTEST = 80; // ms between two reads: a cheap phone must stay cool all day
const QUIET = 4000; // ms without a frame mean a dead camera
const UNREAD = 8000; // ms without a code mean the cashier needs advice

export async function readFrames(video, decoder, signal, { found, unread, lost }) {
  let lastFrame = performance.now();
  let sinceCode = lastFrame;
  while (!signal.aborted) {
    const isNew = await nextFrame(video);
    const now = performance.now();
    if (signal.aborted) return;
    if (!isNew) {
      if (!isInView(video)) lastFrame = now;
      if (now - lastFrame > QUIET) return lost();
      continue;
    }
    lastFrame = now;
    const text = await decoder.read(video);
    if (signal.aborted) return;
    if (text) found(text);
    if (text) sinceCode = performance.now();
    if (now - sinceCode > UNREAD) {
      unread();
      sinceCode = now;
    }
    await pause(FASTEST - (performance.now() - now));
  }
}

/** True when a new frame came, false after a quarter of a second without one. */
function nextFrame(video) {
  if (!video.requestVideoFrameCallback) return clockMoves(video);
  return new Promise((resolve) => {
    const waiting = video.requestVideoFrameCallback(() => settle(true));
    const timer = setTimeout(() => settle(false), 250);
    function settle(isNew) {
      clearTimeout(timer);
      video.cancelVideoFrameCallback(waiting);
      resolve(isNew);
    }
  });
}

async function clockMoves(video) {
  const before = video.currentTime;
  for (let tries = 0; tries < 5; tries += 1) {
    await pause(50);
    if (video.currentTime !== before) return true;
  }
  return false;
}

/** Browsers hold back the frames of a picture that has been scrolled away. */
function isInView(video) {
  const { top, bottom } = video.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, milliseconds));
  });
}
