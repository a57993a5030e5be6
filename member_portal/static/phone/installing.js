/** Offers to put the card among the phone's programs, where the browser can do that. */

export function offerInstalling(button) {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    button.hidden = false;
    button.onclick = () => {
      button.hidden = true;
      event.prompt();
    };
  });
}
