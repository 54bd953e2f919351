/* Suggest the device's time zone to somebody who has not chosen one. */
const zone = document.querySelector("#zone[data-guess]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && [...zone.options].some((option) => option.value === here)) zone.value = here;
