/** The script on every page of a site without WooCommerce, and of pages that are shown apart: composition root. */
import { boot } from './boot.ts';

boot( window );
