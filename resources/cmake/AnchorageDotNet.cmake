# C# parts, built with Debian's mcs where it is installed. ANCHORAGE_DOTNET says whether it is.
find_program(MCS_PROGRAM mcs)
find_program(MONO_PROGRAM mono)
if(MCS_PROGRAM AND MONO_PROGRAM)
    set(ANCHORAGE_DOTNET ON)
else()
    set(ANCHORAGE_DOTNET OFF)
    message(STATUS "ECMA2 assemblies (.NET) are left out: mcs or mono is not installed (app/setup.sh build installs them)")
endif()
set(ANCHORAGE_DOTNET_DIR ${CMAKE_BINARY_DIR}/bin/dotnet)

# anchorage_assembly(<target> FILE file.dll|file.exe SOURCES file… [DIRECTORY dir] [REFERENCES assembly-file…]
#                    [NEEDS target…] [OPTIONS mcs-option…])
# One assembly with its debug symbols; FILE's ending decides what it is. Warnings are errors.
function(anchorage_assembly target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FILE;DIRECTORY" "SOURCES;REFERENCES;NEEDS;OPTIONS")
    if(NOT ANCHORAGE_DOTNET)
        return()
    endif()
    if(NOT arg_DIRECTORY)
        set(arg_DIRECTORY ${ANCHORAGE_DOTNET_DIR})
    endif()
    set(kind library)
    if(arg_FILE MATCHES "\\.exe$")
        set(kind exe)
    endif()
    set(output ${arg_DIRECTORY}/${arg_FILE})
    list(TRANSFORM arg_SOURCES REPLACE "^([^/].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1") # the whole: a lone ^ matches again and again
    set(references)
    set(files)
    foreach(reference IN LISTS arg_REFERENCES)
        list(APPEND references -r:${reference})
        if(IS_ABSOLUTE ${reference})
            list(APPEND files ${reference})
        endif()
    endforeach()
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${arg_DIRECTORY}
        COMMAND ${MCS_PROGRAM} -nologo -debug -optimize+ -warn:4 -warnaserror -target:${kind} -out:${output}
                ${references} ${arg_OPTIONS} ${arg_SOURCES}
        DEPENDS ${arg_SOURCES} ${files} ${arg_NEEDS}
        COMMENT "Building ${arg_FILE}" VERBATIM)
    add_custom_target(${target} ALL DEPENDS ${output})
    if(arg_NEEDS)
        add_dependencies(${target} ${arg_NEEDS})
    endif()
endfunction()
