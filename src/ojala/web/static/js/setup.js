/* Enter in a field of the form begins what that field is about. */
document.querySelector(".set-up")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input[type=text], select")) return;
  event.preventDefault();
  event.target.closest("li").querySelector("button").click();
});
