<?php
/**
 * Prints every translatable string of the given PHP files as JSON: a helper of pot.ts, because only PHP reads PHP.
 *
 * Usage: php php-strings.php <file>...
 */

const FUNCTIONS = [
	'__'          => [ 0 ],
	'_e'          => [ 0 ],
	'esc_html__'  => [ 0 ],
	'esc_html_e'  => [ 0 ],
	'esc_attr__'  => [ 0 ],
	'esc_attr_e'  => [ 0 ],
	'_x'          => [ 0, null, 1 ],
	'esc_html_x'  => [ 0, null, 1 ],
	'esc_attr_x'  => [ 0, null, 1 ],
	'_n'          => [ 0, 1 ],
	'_nx'         => [ 0, 1, 3 ],
];

/** The value of a string literal; null for anything else. */
function literal( string $token ): string {
	$quote = $token[0];
	$body  = substr( $token, 1, -1 );
	return "'" === $quote ? str_replace( [ "\\'", '\\\\' ], [ "'", '\\' ], $body ) : stripcslashes( $body );
}

$found = [];
foreach ( array_slice( $argv, 1 ) as $file ) {
	$tokens  = array_values( array_filter( token_get_all( (string) file_get_contents( $file ) ), static fn( $token ) => ! is_array( $token ) || T_WHITESPACE !== $token[0] ) );
	$comment = '';
	$at      = 0;
	foreach ( $tokens as $i => $token ) {
		if ( is_array( $token ) && T_COMMENT === $token[0] && preg_match( '~translators:\s*(.*?)\s*(\*/)?$~s', $token[1], $match ) ) {
			$comment = 'translators: ' . $match[1];
			$at      = $token[2];
		}
		$after_arrow = is_array( $tokens[ $i - 1 ] ?? null ) && in_array( $tokens[ $i - 1 ][0], [ T_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION ], true );
		if ( ! is_array( $token ) || T_STRING !== $token[0] || ! isset( FUNCTIONS[ $token[1] ] ) || '(' !== ( $tokens[ $i + 1 ] ?? null ) || $after_arrow ) {
			continue;
		}
		// Arguments that are one literal each; anything else is a number, which no catalog needs.
		$arguments = [];
		$depth     = 0;
		$parts     = [];
		for ( $j = $i + 2; isset( $tokens[ $j ] ); $j++ ) {
			$one = $tokens[ $j ];
			if ( is_array( $one ) && in_array( $one[0], [ T_COMMENT, T_DOC_COMMENT ], true ) ) {
				continue;
			}
			if ( 0 === $depth && ( ',' === $one || ')' === $one ) ) {
				$arguments[] = 1 === count( $parts ) && is_array( $parts[0] ) && T_CONSTANT_ENCAPSED_STRING === $parts[0][0] ? literal( $parts[0][1] ) : null;
				$parts       = [];
				if ( ')' === $one ) {
					break;
				}
				continue;
			}
			$depth  += in_array( $one, [ '(', '[', '{' ], true ) ? 1 : ( in_array( $one, [ ')', ']', '}' ], true ) ? -1 : 0 );
			$parts[] = $one;
		}
		[ $single, $plural, $context ] = FUNCTIONS[ $token[1] ] + [ null, null, null ];
		if ( null !== ( $arguments[ $single ] ?? null ) ) {
			$found[] = [
				'file'    => $file,
				'line'    => $token[2],
				'id'      => $arguments[ $single ],
				'plural'  => null === $plural ? null : ( $arguments[ $plural ] ?? null ),
				'context' => null === $context ? null : ( $arguments[ $context ] ?? null ),
				'comment' => '' !== $comment && $token[2] - $at <= 4 && str_contains( $arguments[ $single ], '%' ) ? $comment : null,
			];
			// Of several strings below one comment, the one with a placeholder needs it.
			$comment = str_contains( $arguments[ $single ], '%' ) ? '' : $comment;
		}
	}
}
echo json_encode( $found, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
