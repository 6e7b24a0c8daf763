// The vendor's Handlebars helpers, by their names. Each works inline, {{bFetch 'name'}}, and as the block with nothing
// in it that the vendor's documents show, {{#bFetch 'name'}}{{/bFetch}}.

const stored = new Map();

const helpers = {
  /** {{#bAssignToNamespace 'attributes' 'path' value}}{{/bAssignToNamespace}} sets attributes.path. */
  bAssignToNamespace(namespace, name, value, { data }) {
    if (!isPlainName(namespace) || !isPlainName(name)) return "";
    if (!Object.hasOwn(data.root, namespace)) data.root[namespace] = {};
    data.root[namespace][name] = value;
    return "";
  },

  /** {{#bEvalJson this 'custom'}}{{/bEvalJson}} puts the value in the place of its JSON text. */
  bEvalJson(holder, name) {
    if (isPlainName(name) && typeof holder?.[name] === "string") holder[name] = valueOfJson(holder[name]);
    return "";
  },

  bStore(name, value) {
    stored.set(name, value);
    return "";
  },

  bFetch(name) {
    return stored.get(name) ?? "";
  },

  bDecodeUri(text) {
    try {
      return decodeURIComponent(String(text ?? "").replaceAll("+", " "));
    } catch {
      return text;
    }
  },

  bGetDefaultValue(value, otherwise) {
    return value === undefined || value === null || value === "" ? otherwise : value;
  },

  /** {{#bCompare a b}}equal{{else}}different{{/bCompare}}; inline, true or false. */
  bCompare(left, right, choice) {
    const isEqual = String(left) === String(right);
    if (!choice.fn) return isEqual;
    return isEqual ? choice.fn(this) : choice.inverse(this);
  },

  bGetQueryParameter(name) {
    return new URLSearchParams(location.search).get(name) ?? "";
  },
};
helpers.bJsonEval = helpers.bEvalJson;

const LAUNCH_BUTTON = `<button type="button" class="bright-launchable" disabled data-course-guid="{{course.course_guid}}"
  >{{#if course.registration.launched_at}}{{words.resume}}{{else}}{{words.start}}{{/if}}</button>`;

/** A site's own helper of the same name stays. */
export function registerHelpers(Handlebars) {
  for (const [name, helper] of Object.entries(helpers)) {
    if (!Handlebars.helpers[name]) Handlebars.registerHelper(name, helper);
  }
  Handlebars.partials["courselister-launchbutton"] ??= LAUNCH_BUTTON;
}

/** JSON text's value; the text itself if it is none. */
export function valueOfJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Templates come from the site, values in them from anywhere: nobody reaches a prototype by a name. */
function isPlainName(name) {
  return typeof name === "string" && !["__proto__", "prototype", "constructor"].includes(name);
}
