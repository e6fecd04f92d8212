/**
 * Composition root of the script on every page of a site without WooCommerce, and on the log-in page and in embedded
 * posts.
 */
import { boot } from './boot.ts';

boot( window );
