<?php
/**
 * Last step: rewrite rules with every post type known, no leftover cron lock. Usage: php finish.php <site folder>
 */

require __DIR__ . '/request.php';
require $duet_root . '/wp-load.php';

flush_rewrite_rules( false );
delete_transient( 'doing_cron' );
