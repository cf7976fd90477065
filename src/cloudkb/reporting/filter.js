(() => {
  const box = document.getElementById("search");
  if (!box) return;
  const words = document.getElementById("words");
  const verdict = document.getElementById("verdict");
  const found = document.getElementById("found");
  const claims = [...document.querySelectorAll(".claim")];
  const texts = claims.map((one) => one.textContent.toLowerCase());
  const verdicts = claims.map((one) => one.querySelector("[class^=v-]").className.slice(2));
  const opened = new Set();
  box.hidden = false;
  const look = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const any = wanted.length > 0 || verdict.value !== "";
    let count = 0;
    claims.forEach((one, index) => {
      const fits =
        (!verdict.value || verdicts[index] === verdict.value) &&
        wanted.every((word) => texts[index].includes(word));
      one.hidden = !fits;
      count += fits ? 1 : 0;
    });
    document.querySelectorAll(".document").forEach((page) => {
      const fits = page.querySelector(".claim:not([hidden])") !== null;
      page.hidden = !fits;
      if (any && fits && !page.open) {
        page.open = true;
        opened.add(page);
      } else if (!any && opened.delete(page)) {
        page.open = false;
      }
      page.querySelectorAll("h4").forEach((head) => {
        let next = head.nextElementSibling;
        while (next && next.hidden) next = next.nextElementSibling;
        head.hidden = !next || next.tagName === "H4";
      });
    });
    found.textContent = any
      ? found.dataset.told.replace("{count}", count).replace("{all}", claims.length)
      : "";
  };
  let later;
  words.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(look, 150);
  });
  verdict.addEventListener("change", look);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#c-"], a[href^="#d-"]');
    if (!link) return;
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    for (let up = place; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") {
        up.open = true;
        up.hidden = false;
      }
    }
  });
})();
