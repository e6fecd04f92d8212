<?php
declare(strict_types=1);

namespace Duet\Offline;

// Only what this room calls and nobody else doubles; an unqualified call looks here first.
function remove_accents( string $text ): string {
	return (string) iconv( 'UTF-8', 'ASCII//TRANSLIT', $text );
}
function wp_date( string $format, int $time, \DateTimeZone $zone ): string {
	return ( new \DateTimeImmutable( "@$time" ) )->setTimezone( $zone )->format( $format );
}
function get_current_blog_id(): int {
	return 1;
}
