// Courses share the origin of this page, so the cookies of one are sent with the requests of all. Many of them make a
// request larger than a web server or a proxy accepts, and then no course opens any more: we need none of them, and
// delete them before that. (`Clear-Site-Data` would delete those of the app host and of neighbouring hosts, too.)

const MAX_LENGTH = 4096; // the smallest limit in use for all headers is 8 KiB

/** Deletes the cookies that this document sends, if there are too many. */
export function limitCookies(document) {
  if (document.cookie.length <= MAX_LENGTH) return;
  const { hostname, pathname } = document.defaultView.location;
  const labels = hostname.split(".");
  const domains = ["", ...labels.map((_, index) => `; domain=${labels.slice(index).join(".")}`)];
  const steps = pathname.split("/").slice(1);
  const paths = ["/", ...steps.flatMap((_, index) => [0, 1].map((end) => `/${steps.slice(0, index + 1).join("/")}${end ? "/" : ""}`))];
  for (const cookie of document.cookie.split("; ")) {
    const name = cookie.includes("=") ? cookie.split("=")[0] : "";
    for (const path of paths) {
      for (const domain of domains) document.cookie = `${name}=; max-age=0; path=${path}${domain}`;
    }
  }
}
