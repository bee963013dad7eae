import { askedView } from "./asked/asked-view.js";
import { figuresView } from "./figures/figures-view.js";
import { matrixView } from "./matrix/matrix-view.js";
import { readView } from "./read/read-view.js";
import { reportView } from "./report/report-view.js";
import { searchView } from "./search/search-view.js";
import { uploadView } from "./upload/upload-view.js";
import { versionsView } from "./versions/versions-view.js";
import type { View } from "./view.js";

/** The views in the order of the navigation; the first one opens. */
export const VIEWS: readonly View[] = [searchView, readView, matrixView, versionsView, askedView, figuresView, reportView, uploadView];
