<?php
declare(strict_types=1);

namespace Duet\Rules;

defined( 'ABSPATH' ) || exit;

/**
 * Reads a CSS selector as a browser's querySelector() would, and says where it stops making sense. Grammar: Selectors
 * Level 4, without what no click can land on (pseudo-elements) and what needs a style sheet (namespaces, nesting).
 * A few exotic selectors are refused although new browsers know them: a rule must not fail in the older ones.
 */
final class Selector {

	private const MOST = 300;

	private const SPACE = '[ \t\r\n\f]*';
	// An escape: up to six hex digits and one space, or any other character but a line break.
	private const ESCAPE = '\\\\(?:[0-9a-fA-F]{1,6}[ \t\r\n\f]?|[^0-9a-fA-F\r\n\f])';
	private const IDENT  = '(?:--|-?(?:[A-Za-z_\x{80}-\x{10FFFF}]|' . self::ESCAPE . '))(?:[\w\x{80}-\x{10FFFF}-]|' . self::ESCAPE . ')*';
	private const TEXT   = '(?:"(?:[^"\\\\\r\n\f]|\\\\.)*"|\'(?:[^\'\\\\\r\n\f]|\\\\.)*\')';
	private const NTH    = '(?:even|odd|[+-]?\d*n(?:[ \t]*[+-][ \t]*\d+)?|[+-]?\d+)';

	private const PLAIN = '/\A(?:active|any-link|checked|default|defined|disabled|empty|enabled|first-child|first-of-type|focus|focus-visible'
		. '|focus-within|fullscreen|hover|in-range|indeterminate|invalid|last-child|last-of-type|link|only-child|only-of-type'
		. '|optional|out-of-range|placeholder-shown|read-only|read-write|required|root|scope|target|valid|visited)\z/';
	private const LISTS = [ 'not', 'is', 'where', 'has' ];
	// CSS 1 wrote them with one colon.
	private const ELEMENTS = [ 'before', 'after', 'first-line', 'first-letter' ];

	private int $at   = 0;
	private int $deep = 0;

	private function __construct( private readonly string $text ) {
	}

	/** What is wrong, in a sentence for the merchant; null for a selector that every current browser takes. */
	public static function problem( string $text ): ?string {
		if ( '' === trim( $text ) ) {
			return __( 'Enter a CSS selector, for example .signup button.', 'duet-for-tiktok' );
		}
		if ( strlen( $text ) > self::MOST || 1 !== preg_match( '/\A[^\x00-\x1F\x7F]*\z/u', $text ) ) {
			return __( 'Use at most 300 plain characters.', 'duet-for-tiktok' );
		}
		$reader = new self( trim( $text, ' ' ) );
		if ( $reader->list( false, false ) && strlen( $reader->text ) === $reader->at ) {
			return null;
		}
		$rest = substr( $reader->text, $reader->at );
		if ( 1 === preg_match( '/\A::?(?:' . implode( '|', self::ELEMENTS ) . ')\b|\A::/i', $rest ) ) {
			return __( 'Parts such as ::before cannot be clicked or seen by a script: name the element itself.', 'duet-for-tiktok' );
		}
		return '' === $rest
			? __( 'Something is missing at the end of this selector.', 'duet-for-tiktok' )
			/* translators: %s: the part of a CSS selector that makes no sense. */
			: sprintf( __( 'A browser cannot read this selector from here on: %s', 'duet-for-tiktok' ), mb_substr( $rest, 0, 40 ) );
	}

	/** Selectors with commas between them; in :has() each may begin with a combinator. */
	private function list( bool $relative, bool $in_has ): bool {
		do {
			$this->take( self::SPACE );
			if ( $relative ) {
				$this->take( '[>+~]' );
				$this->take( self::SPACE );
			}
			if ( ! $this->complex( $in_has ) ) {
				return false;
			}
			$this->take( self::SPACE );
		} while ( $this->take( ',' ) );
		return true;
	}

	/** Compounds with combinators between them; one that dangles shows by the compound missing after it. */
	private function complex( bool $in_has ): bool {
		do {
			if ( ! $this->compound( $in_has ) ) {
				return false;
			}
		} while ( $this->take( self::SPACE . '[>+~]' . self::SPACE ) || $this->take( '[ \t\r\n\f]+(?=[^ \t\r\n\f,)])' ) );
		return true;
	}

	private function compound( bool $in_has ): bool {
		$found = $this->take( '\*|' . self::IDENT );
		while ( true ) {
			$next = $this->text[ $this->at ] ?? '';
			$part = match ( $next ) {
				'#', '.' => $this->take( '[#.]' . self::IDENT ),
				'['      => $this->attribute(),
				':'      => $this->pseudo( $in_has ),
				default  => null,
			};
			if ( null === $part ) {
				return $found;
			}
			if ( ! $part ) {
				return false;
			}
			$found = true;
		}
	}

	private function attribute(): bool {
		$value = '[~|^$*]?=' . self::SPACE . '(?:' . self::IDENT . '|' . self::TEXT . ')' . self::SPACE . '(?:i' . self::SPACE . ')?';
		return $this->take( '\[' . self::SPACE . self::IDENT . self::SPACE . '(?:' . $value . ')?\]' );
	}

	private function pseudo( bool $in_has ): bool {
		$start = $this->at;
		if ( ! $this->take( ':[A-Za-z-]+' ) ) {
			return false;
		}
		$name = strtolower( substr( $this->text, $start + 1, $this->at - $start - 1 ) );
		$good = $this->take( '\(' ) ? $this->arguments( $name, $in_has ) : 1 === preg_match( self::PLAIN, $name );
		if ( ! $good && ! in_array( $name, self::LISTS, true ) ) {
			// The message shall show the word that is unknown here, not what follows it.
			$this->at = $start;
		}
		return $good;
	}

	private function arguments( string $name, bool $in_has ): bool {
		if ( ++$this->deep > 10 ) {
			return false;
		}
		$good = match ( $name ) {
			'not', 'is', 'where'                  => $this->list( false, $in_has ),
			// Browsers allow no :has() inside :has().
			'has'                                 => ! $in_has && $this->list( true, true ),
			'nth-child', 'nth-last-child'         => $this->take( self::SPACE . self::NTH . self::SPACE ) && ( ! $this->take( 'of[ ]+' ) || $this->list( false, $in_has ) ),
			'nth-of-type', 'nth-last-of-type'     => $this->take( self::SPACE . self::NTH . self::SPACE ),
			'lang'                                => $this->take( self::SPACE . '(?:' . self::IDENT . '|' . self::TEXT . ')' . self::SPACE ),
			'dir'                                 => $this->take( self::SPACE . '(?:ltr|rtl)' . self::SPACE ),
			default                               => false,
		};
		--$this->deep;
		return $good && $this->take( '\)' );
	}

	/** Moves on over what matches here; false, without moving, when nothing does. */
	private function take( string $pattern ): bool {
		if ( 1 !== preg_match( '%\G(?:' . $pattern . ')%ui', $this->text, $match, 0, $this->at ) ) {
			return false;
		}
		$this->at += strlen( $match[0] );
		return true;
	}
}
