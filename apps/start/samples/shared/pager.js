/** Shows one `<section data-page="name">` at a time, with #back, #next and the #progress bar. */

export class Pager {
  /**
   * @param {(name: string, index: number) => void} onShow called after a page is shown
   * @param {(name: string) => boolean} mayLeave false keeps #next disabled on that page
   */
  constructor({ onShow = () => {}, mayLeave = () => true } = {}) {
    this.pages = [...document.querySelectorAll("[data-page]")];
    this.names = this.pages.map((page) => page.dataset.page);
    this.onShow = onShow;
    this.mayLeave = mayLeave;
    this.index = 0;
    this.back = document.getElementById("back");
    this.next = document.getElementById("next");
    this.back.addEventListener("click", () => this.show(this.names[this.index - 1]));
    this.next.addEventListener("click", () => this.show(this.names[this.index + 1]));
  }

  get current() {
    return this.names[this.index];
  }

  /** Shows the page `name`; the first page if there is no page of that name. */
  show(name, { focus = true } = {}) {
    this.index = Math.max(0, this.names.indexOf(name));
    this.pages.forEach((page, index) => {
      page.hidden = index !== this.index;
    });
    this.onShow(this.current, this.index);
    this.refresh();
    window.scrollTo(0, 0);
    if (focus) this.pages[this.index].querySelector("h2").focus();
  }

  /** Updates the buttons and the progress bar, for instance after a question was answered. */
  refresh() {
    const last = this.index === this.pages.length - 1;
    this.back.disabled = this.index === 0;
    this.next.hidden = last;
    this.next.disabled = !last && !this.mayLeave(this.current);
    this.next.textContent = this.pages[this.index].dataset.next ?? "Next";
    const progress = document.getElementById("progress");
    progress.max = this.pages.length;
    progress.value = this.index + 1;
    progress.setAttribute("aria-valuetext", `Page ${this.index + 1} of ${this.pages.length}`);
  }
}

/** Replaces the course by its last page, once the results are saved. */
export function showGoodbye() {
  document.getElementById("goodbye").hidden = false;
  document.querySelectorAll("[data-page], .pager").forEach((element) => {
    element.hidden = true;
  });
  document.querySelector("#goodbye h2").focus();
}
